package dev.trainyard.dataset.profile;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.dataset.profile.ProfileResult.ProfileProblem;
import dev.trainyard.dataset.table.BadDataException;
import dev.trainyard.dataset.table.TableFormat;
import dev.trainyard.dataset.table.TableReader;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Computes queued profiles, one at a time in each replica. A lease makes a job of a killed process
 * free again; a file that keeps killing processes is given up.
 */
@ApplicationScoped
class ProfileWorker {

  private static final Duration LEASE = Duration.ofSeconds(30);
  private static final int MOST_ATTEMPTS = 3;

  private final ProfileTable table;
  private final BlobStore store;

  ProfileWorker(ProfileTable table, BlobStore store) {
    this.table = table;
    this.store = store;
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void work() {
    for (Optional<ProfileJob> job = table.claim(LEASE); job.isPresent(); job = table.claim(LEASE)) {
      compute(job.get());
    }
  }

  private void compute(ProfileJob job) {
    if (job.attempt() > MOST_ATTEMPTS) {
      table.finish(job, failed(new ProfileProblem(1, null, "could not be profiled")));
      return;
    }
    try (InputStream content = store.open(job.blob(), 0, job.bytesTotal());
        var tracked = new TrackedInput(content, read -> table.progress(job, read, LEASE))) {
      table.finish(job, profile(job.format(), tracked));
    } catch (BadDataException e) {
      table.finish(job, failed(new ProfileProblem(e.line(), e.column(), e.getMessage())));
    } catch (IOException e) {
      // The lease runs out, and the job is tried again.
      Log.warnf(e, "Profile of blob %s was not computed", job.blob());
    }
  }

  private static ProfileResult profile(TableFormat format, InputStream content)
      throws IOException, BadDataException {
    var profiler = new TableProfiler();
    TableReader reader = TableReader.ofWhole(format);
    reader.read(content, profiler);
    String delimiter = reader.delimiter() == 0 ? null : String.valueOf(reader.delimiter());
    return new ProfileResult(delimiter, profiler.rows(), profiler.profiles(), null);
  }

  private static ProfileResult failed(ProfileProblem problem) {
    return new ProfileResult(null, 0, List.of(), problem);
  }
}

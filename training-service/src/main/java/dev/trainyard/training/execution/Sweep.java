package dev.trainyard.training.execution;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.training.client.PeerException;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.GrantKeeper;
import dev.trainyard.training.job.Job;
import dev.trainyard.training.job.JobService;
import dev.trainyard.training.job.JobState;
import dev.trainyard.training.runner.JobFolder;
import dev.trainyard.training.runner.JobRunner;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** Removes what ended jobs leave behind: their folders and their users' grants. */
@ApplicationScoped
class Sweep {

  private static final String UUID_SHAPE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final JobService jobs;
  private final JobRunner runner;
  private final GrantKeeper grants;
  private final TrainingConfig config;
  private final Clock clock;

  Sweep(JobService jobs, JobRunner runner, GrantKeeper grants, TrainingConfig config, Clock clock) {
    this.jobs = jobs;
    this.runner = runner;
    this.grants = grants;
    this.config = config;
    this.clock = clock;
  }

  @Scheduled(
      every = "{trainyard.training.sweep-interval}",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    try {
      grants.closeEnded();
    } catch (PeerException | ProblemException e) {
      Log.debugf("Grants stay for now: %s", e.getMessage());
    }
    try {
      for (UUID job : folders()) {
        removeIfDue(job);
      }
    } catch (IOException | ProblemException e) {
      Log.warnf("The work directory cannot be swept: %s", e.getMessage());
    }
  }

  private List<UUID> folders() throws IOException {
    if (!Files.isDirectory(config.workDirectory())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(config.workDirectory())) {
      return entries
          .map(entry -> entry.getFileName().toString())
          .filter(name -> name.matches(UUID_SHAPE))
          .map(UUID::fromString)
          .toList();
    }
  }

  private void removeIfDue(UUID id) throws IOException {
    Optional<Job> job = jobs.find(id);
    if (job.isEmpty() || isDue(job.get())) {
      JobFolder folder = runner.folder(id);
      folder.remove();
    }
  }

  /** A job with a version needs its folder no more; the others may be retried. */
  private boolean isDue(Job job) {
    return job.state() instanceof JobState.Succeeded
        || (job.state().ended()
            && job.course().finishedAt().plus(config.folderRetention()).isBefore(clock.instant()));
  }
}

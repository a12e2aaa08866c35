package dev.trainyard.model.serving.process;

import dev.trainyard.model.serving.Observation;
import dev.trainyard.model.serving.ReplicaSpec;
import dev.trainyard.runtime.process.OwnedProcess;
import dev.trainyard.runtime.process.ProcessIdentity;
import dev.trainyard.runtime.process.ProcessSpec;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One inference server from its package on disk to its end; runs on a thread of its own. */
final class ReplicaProcess {

  private static final int LINES_OF_A_REASON = 4;

  private final ReplicaSpec spec;
  private final WorkFolders folders;
  private final ProcessSettings settings;
  private final CompletableFuture<Void> leave = new CompletableFuture<>();
  private volatile Observation observation = new Observation.Preparing();
  private volatile OwnedProcess process;
  private volatile Thread thread;

  ReplicaProcess(ReplicaSpec spec, WorkFolders folders, ProcessSettings settings) {
    this.spec = spec;
    this.folders = folders;
    this.settings = settings;
  }

  ReplicaSpec spec() {
    return spec;
  }

  Observation observation() {
    if (leave.isDone()) {
      return isOver() ? new Observation.Absent() : new Observation.Leaving();
    }
    return observation;
  }

  boolean isOver() {
    return observation instanceof Observation.Ended;
  }

  void launch() {
    thread = Thread.ofVirtual().name("replica-" + spec.key().replica()).start(this::live);
  }

  /** Asks it to end; {@link #isOver()} tells when it has. */
  void end() {
    leave.complete(null);
  }

  void awaitEnd(Duration atMost) throws InterruptedException {
    thread.join(atMost);
  }

  private void live() {
    String reason = "it could not be started";
    try {
      Path model = folders.packageFolder(spec.key().deployment(), spec.version());
      settings.packages().fill(model, spec.files());
      clean();
      if (!leave.isDone()) {
        reason = serve(model);
      }
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      Log.warnf(e, "Replica %s ended unexpectedly", spec.key().replica());
    } finally {
      if (process != null) {
        process.terminate(settings.stopGrace());
      }
      observation = new Observation.Ended(reason);
    }
  }

  private String serve(Path model) throws IOException, ExecutionException, InterruptedException {
    process = OwnedProcess.start(command(model));
    URI address = URI.create("http://127.0.0.1:" + awaitPort());
    observation = new Observation.Running(address);
    CompletableFuture.anyOf(process.exit(), leave).get();
    return leave.isDone() ? "it was stopped" : ended(process.exit().get());
  }

  private String ended(int code) throws IOException {
    return "the server ended with code %d%s".formatted(code, lastWords());
  }

  /** What an earlier attempt, or an instance that died, left in the replica's folder. */
  private void clean() throws IOException {
    Path folder = folders.replicaFolder(spec.key());
    Files.createDirectories(folder);
    ProcessIdentity.endLeftover(WorkFolders.identity(folder), settings.stopGrace());
    Files.deleteIfExists(folders.portFile(spec.key()));
    settings.rotation().apply(folders.log(spec.key()));
  }

  private ProcessSpec command(Path model) {
    Path folder = folders.replicaFolder(spec.key());
    Path log = folders.log(spec.key());
    return new ProcessSpec(
        settings.commandFor(model, spec, folders.portFile(spec.key())),
        folder,
        Map.of("OMP_NUM_THREADS", Integer.toString(settings.threads()), "MALLOC_ARENA_MAX", "2"),
        log,
        log,
        WorkFolders.identity(folder));
  }

  private int awaitPort() throws IOException, InterruptedException, ExecutionException {
    Path file = folders.portFile(spec.key());
    Instant deadline = Instant.now().plus(settings.startTimeout());
    while (Instant.now().isBefore(deadline) && !leave.isDone()) {
      String text = Files.exists(file) ? Files.readString(file).strip() : "";
      if (text.matches("\\d{1,5}")) {
        return Integer.parseInt(text);
      }
      try {
        throw new IOException(ended(process.exit().get(50, TimeUnit.MILLISECONDS)));
      } catch (TimeoutException e) {
        // It lives; the file is looked at again.
      }
    }
    throw new IOException(
        "the server did not open its port within %d s%s"
            .formatted(settings.startTimeout().toSeconds(), lastWords()));
  }

  /** The end of what the server wrote, which normally says why; frames of stack traces do not. */
  private String lastWords() throws IOException {
    List<String> lines =
        new LogTail(folders.log(spec.key()))
            .lines(200).stream()
                .filter(line -> !line.isBlank())
                .filter(line -> !line.matches("\\s+at .*|\\s+\\.\\.\\. \\d+ more"))
                .toList();
    List<String> last = lines.subList(Math.max(0, lines.size() - LINES_OF_A_REASON), lines.size());
    return last.isEmpty() ? "" : ": " + String.join(" | ", last);
  }
}

package dev.trainyard.training.runner;

import dev.trainyard.runtime.process.OwnedProcess;
import dev.trainyard.runtime.process.ProcessSpec;
import dev.trainyard.training.config.TrainingConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs the configured check as a child process. */
@ApplicationScoped
class ProcessPackageCheck implements PackageCheck {

  private static final int MOST_OUTPUT = 2000;
  private static final Duration PACE = Duration.ofMillis(200);

  private final TrainingConfig config;
  private final JobRunner runner;

  ProcessPackageCheck(TrainingConfig config, JobRunner runner) {
    this.config = config;
    this.runner = runner;
  }

  @Override
  public boolean isConfigured() {
    return config.checkCommand().isPresent();
  }

  @Override
  public Optional<String> problem(UUID job, int attempt, Runnable pace) throws IOException {
    JobFolder folder = runner.folder(job);
    var files = new AttemptFiles(folder, attempt);
    Path output = files.checkOutput();
    Files.deleteIfExists(output);
    OwnedProcess process =
        OwnedProcess.start(
            new ProcessSpec(
                command(folder.model(attempt)),
                folder.attempt(attempt),
                Map.of("OMP_NUM_THREADS", Integer.toString(Slots.threadsEach(config))),
                output,
                output,
                files.checkIdentity()));
    try {
      int code = await(process, pace);
      return code == 0 ? Optional.empty() : Optional.of(said(output, code));
    } finally {
      if (process.isAlive()) {
        process.terminate(Duration.ZERO);
      }
    }
  }

  private List<String> command(Path model) {
    List<String> command = new ArrayList<>(config.checkCommand().orElseThrow());
    command.addAll(List.of("--model-dir", model.toString(), "--name", "check", "--check"));
    return command;
  }

  private int await(OwnedProcess process, Runnable pace) throws IOException {
    long deadline = System.nanoTime() + config.checkTimeout().toNanos();
    while (true) {
      pace.run();
      try {
        return process.exit().get(PACE.toMillis(), TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        if (System.nanoTime() > deadline) {
          throw new IOException(
              "the check of the package took longer than " + config.checkTimeout());
        }
      } catch (ExecutionException e) {
        throw new IOException("the check of the package was lost", e);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while the package was checked", e);
      }
    }
  }

  private static String said(Path output, int code) throws IOException {
    try (InputStream in = Files.newInputStream(output)) {
      String text = new String(in.readNBytes(MOST_OUTPUT), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "exit code " + code : text.replaceAll("\\p{Cntrl}", " ");
    }
  }
}

package dev.trainyard.trainer;

import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.JobReader;
import dev.trainyard.trainer.job.StopRequest;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.job.Workspace;
import dev.trainyard.trainer.tabular.TabularTraining;
import dev.trainyard.trainer.text.TextTraining;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** Runs one job from its documents to the exit code of the trainer contract. */
final class TrainerRun {

  private static final int FAILURE_BYTES = 4096;

  private final Map<String, String> environment;
  private final EventStream events;
  private final PrintStream errors;
  private final StopRequest stop;

  TrainerRun(
      Map<String, String> environment, PrintStream out, PrintStream errors, StopRequest stop) {
    this.environment = environment;
    this.events = new EventStream(out);
    this.errors = errors;
    this.stop = stop;
  }

  int execute() {
    try {
      train();
      events.done();
      return 0;
    } catch (StopRequest.Stopped stopped) {
      events.log("stopped: " + stopped.reason().name().toLowerCase(Locale.ROOT));
      return stopped.reason().exitCode();
    } catch (TrainingFailure failure) {
      return fail(failure);
    } catch (OutOfMemoryError e) {
      return fail(
          TrainingFailure.outOfMemory(
              "the trainer ran out of memory (heap of %d MB); give the job more memory, or use fewer rows or columns"
                  .formatted(Runtime.getRuntime().maxMemory() >> 20)));
    } catch (RuntimeException | LinkageError e) {
      e.printStackTrace(errors);
      return fail(TrainingFailure.internal("unexpected fault in the trainer: " + e));
    }
  }

  private void train() {
    Workspace workspace = Workspace.from(environment);
    JobDocument job = JobReader.read(workspace.jobFile());
    TrainerVersion version = TrainerVersion.current();
    createDirectories(workspace);
    events.start(job.task().wireName(), "trainyard-trainer " + version.version());
    var context = new TrainingContext(job, workspace, version, events, stop);
    switch (job.task()) {
      case TABULAR_CLASSIFICATION, TABULAR_REGRESSION -> new TabularTraining(context).run();
      case TEXT_CLASSIFICATION -> new TextTraining(context).run();
    }
    events.model(workspace.model().toString());
  }

  private static void createDirectories(Workspace workspace) {
    try {
      Files.createDirectories(workspace.model());
      Files.createDirectories(workspace.output());
      Files.createDirectories(workspace.checkpoints());
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot create the output directories: " + e.getMessage());
    }
  }

  private int fail(TrainingFailure failure) {
    events.failed(failure);
    String directory = environment.get("TRAIN_OUTPUT_DIR");
    if (directory != null && !directory.isBlank()) {
      byte[] text = failure.getMessage().getBytes(StandardCharsets.UTF_8);
      try {
        Files.createDirectories(Path.of(directory));
        Files.write(
            Path.of(directory, "failure"),
            Arrays.copyOf(text, Math.min(text.length, FAILURE_BYTES)));
      } catch (IOException e) {
        errors.println("cannot write the failure file: " + e.getMessage());
      }
    }
    return failure.code().exitCode();
  }
}

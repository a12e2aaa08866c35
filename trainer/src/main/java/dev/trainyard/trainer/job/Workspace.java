package dev.trainyard.trainer.job;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The directories and limits that the runner names in the environment. */
public record Workspace(
    Path jobFile, Path input, Path model, Path checkpoints, Path output, Pace pace) {

  /** How often to checkpoint and how many threads to use; steps is 0 when only time decides. */
  public record Pace(int threads, int checkpointSteps, double checkpointSeconds) {}

  private static final int MAX_THREADS = 64;
  private static final double CHECKPOINT_SECONDS = 20;

  public static Workspace from(Map<String, String> environment) {
    var pace =
        new Pace(
            (int) number(environment, "OMP_NUM_THREADS", 1, 1, MAX_THREADS),
            (int) number(environment, "TRAIN_CHECKPOINT_STEPS", 0, 0, Integer.MAX_VALUE),
            number(environment, "TRAIN_CHECKPOINT_SECONDS", CHECKPOINT_SECONDS, 0, 86_400));
    return new Workspace(
        path(environment, "TRAIN_JOB_FILE"),
        path(environment, "SM_CHANNEL_TRAIN"),
        path(environment, "TRAIN_MODEL_DIR"),
        path(environment, "TRAIN_CHECKPOINT_DIR"),
        path(environment, "TRAIN_OUTPUT_DIR"),
        pace);
  }

  /** The one regular file of the channel directory, or the named one among several. */
  public Path dataFile(String name) {
    try (var entries = Files.list(input)) {
      List<Path> files = entries.filter(Files::isRegularFile).toList();
      if (files.size() == 1) {
        return files.getFirst();
      }
      Path leaf = Path.of(name).getFileName();
      return files.stream()
          .filter(file -> file.getFileName().equals(leaf))
          .findFirst()
          .orElseThrow(
              () -> TrainingFailure.badConfig("channels.train.path", "no data file at " + input));
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot list the input directory: " + e.getMessage());
    }
  }

  private static Path path(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isBlank()) {
      throw TrainingFailure.badConfig(name, "the environment lacks " + name);
    }
    return Path.of(value).toAbsolutePath().normalize();
  }

  private static double number(
      Map<String, String> environment, String name, double fallback, double min, double max) {
    String text = environment.get(name);
    if (text == null || text.isBlank()) {
      return fallback;
    }
    try {
      double value = Double.parseDouble(text.strip());
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Falls through to the same refusal as a number out of range.
    }
    throw TrainingFailure.badConfig(name, name + " must be a number from " + min + " to " + max);
  }
}

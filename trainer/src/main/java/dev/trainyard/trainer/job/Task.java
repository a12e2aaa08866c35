package dev.trainyard.trainer.job;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a job learns. */
public enum Task {
  TABULAR_CLASSIFICATION,
  TABULAR_REGRESSION,
  TEXT_CLASSIFICATION;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Task> of(String name) {
    return Arrays.stream(values()).filter(task -> task.wireName().equals(name)).findFirst();
  }
}

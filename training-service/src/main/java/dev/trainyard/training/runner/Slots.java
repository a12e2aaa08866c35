package dev.trainyard.training.runner;

import dev.trainyard.training.config.TrainingConfig;

/** Divides the processors among the trainings; native threads that spin hurt everyone. */
public final class Slots {

  private Slots() {}

  /** Trainings at the same time. */
  public static int count(TrainingConfig config) {
    return config.runnerSlots().orElse(Math.max(1, processors() / 2));
  }

  static int threadsEach(TrainingConfig config) {
    return Math.max(1, processors() / Math.max(1, count(config)));
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }
}

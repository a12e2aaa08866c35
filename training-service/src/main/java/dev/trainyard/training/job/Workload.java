package dev.trainyard.training.job;

import java.util.List;
import java.util.Map;

/** How much a training has to do, in rows × features × rounds (× classes for many classes). */
record Workload(long rows, long trainRows, int features, Integer classes, double units) {

  /** Seconds that any training takes to start, read and pack. */
  static final double OVERHEAD_SECONDS = 4;

  private static final double SECONDS_PER_TABULAR_UNIT = 4e-9;
  private static final double SECONDS_PER_TEXT_UNIT = 7e-6;
  private static final List<String> ROUNDS = List.of("rounds", "epochs");

  static Workload of(JobSpec spec, Integer classes) {
    long rows = spec.dataset().rows();
    long trainRows = Math.round(rows * spec.split().train());
    int features = Math.max(1, spec.features().size());
    double perRound = classes == null || classes <= 2 ? 1 : classes;
    return new Workload(
        rows,
        trainRows,
        spec.features().size(),
        classes,
        Math.max(1, trainRows * (double) features * rounds(spec.hyperparameters()) * perRound));
  }

  /** What a unit of the task took on the machine of the trainer's own measurements. */
  static double defaultSecondsPerUnit(String task) {
    return task.startsWith("text") ? SECONDS_PER_TEXT_UNIT : SECONDS_PER_TABULAR_UNIT;
  }

  private static double rounds(Map<String, Object> hyperparameters) {
    return ROUNDS.stream()
        .map(hyperparameters::get)
        .filter(Number.class::isInstance)
        .mapToDouble(value -> ((Number) value).doubleValue())
        .findFirst()
        .orElse(1);
  }
}

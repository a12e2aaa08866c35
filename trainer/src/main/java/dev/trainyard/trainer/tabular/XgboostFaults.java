package dev.trainyard.trainer.tabular;

import dev.trainyard.trainer.job.TrainingFailure;

/** Turns errors of the native library into reasons. */
final class XgboostFaults {

  private static final int SHOWN = 600;

  private XgboostFaults() {}

  static TrainingFailure translate(Exception error) {
    String message = String.valueOf(error.getMessage());
    if (message.contains("bad_alloc") || message.contains("Failed to allocate")) {
      return TrainingFailure.outOfMemory(
          "XGBoost ran out of memory; give the job more memory, or use fewer rows or columns");
    }
    return TrainingFailure.internal(
        "XGBoost failed: " + message.substring(0, Math.min(SHOWN, message.length())));
  }
}

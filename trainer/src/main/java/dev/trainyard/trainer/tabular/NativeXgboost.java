package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.process.ExtractedLibraries;
import dev.trainyard.trainer.job.TrainingFailure;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** The native library: loads it and turns its errors into reasons. */
final class NativeXgboost {

  private static final int SHOWN = 600;

  private NativeXgboost() {}

  /** Loads it before anything large is allocated, so that no failure leaves its file behind. */
  static void load() {
    try {
      new DMatrix(new float[] {0}, 1, 1, Float.NaN).dispose();
      ExtractedLibraries.unlink();
    } catch (XGBoostError e) {
      throw translate(e);
    }
  }

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

package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.text.SparseVector;
import java.util.Arrays;

/** Centres and scales each column by the training rows; a missing value becomes the mean. */
@SuppressWarnings("ArrayRecordComponent")
record Standardiser(float[] means, float[] scales) {

  static Standardiser fit(float[] matrix, int width) {
    double[] sums = new double[width];
    double[] squares = new double[width];
    int[] counts = new int[width];
    for (int i = 0; i < matrix.length; i++) {
      if (!Float.isNaN(matrix[i])) {
        sums[i % width] += matrix[i];
        counts[i % width]++;
      }
    }
    float[] means = new float[width];
    for (int k = 0; k < width; k++) {
      means[k] = counts[k] == 0 ? 0 : (float) (sums[k] / counts[k]);
    }
    for (int i = 0; i < matrix.length; i++) {
      if (!Float.isNaN(matrix[i])) {
        double centred = (double) matrix[i] - means[i % width];
        squares[i % width] += centred * centred;
      }
    }
    float[] scales = new float[width];
    for (int k = 0; k < width; k++) {
      double deviation = counts[k] == 0 ? 0 : Math.sqrt(squares[k] / counts[k]);
      float scale = (float) (1 / deviation);
      scales[k] = deviation > 0 && Float.isFinite(scale) ? scale : 0;
    }
    return new Standardiser(means, scales);
  }

  /** A row of the matrix as vector; all rows share the indexes. */
  SparseVector row(float[] matrix, int row, int[] indexes) {
    float[] values = new float[indexes.length];
    for (int k = 0; k < values.length; k++) {
      float value = matrix[row * indexes.length + k];
      values[k] = Float.isNaN(value) ? 0 : (value - means[k]) * scales[k];
    }
    return new SparseVector(indexes, values);
  }

  int[] indexes() {
    int[] indexes = new int[means.length];
    Arrays.setAll(indexes, k -> k);
    return indexes;
  }
}

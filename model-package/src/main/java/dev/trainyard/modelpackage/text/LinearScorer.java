package dev.trainyard.modelpackage.text;

/**
 * Weights of a linear model over sparse vectors, with the maths that training and serving share.
 *
 * <p>Weights lie feature by feature: {@code weights[feature * outputs + output]}. Two classes need
 * one output (the log-odds of the second class).
 */
@SuppressWarnings("ArrayRecordComponent")
public record LinearScorer(int outputs, float[] weights, float[] bias) {

  public static int outputsFor(int classes) {
    return classes == 2 ? 1 : classes;
  }

  public void score(SparseVector vector, double[] scores) {
    for (int k = 0; k < outputs; k++) {
      scores[k] = bias[k];
    }
    for (int i = 0; i < vector.size(); i++) {
      int base = vector.indexes()[i] * outputs;
      float value = vector.values()[i];
      for (int k = 0; k < outputs; k++) {
        scores[k] += (double) weights[base + k] * value;
      }
    }
  }

  /** Turns the scores of a classifier into one probability per class. */
  public static float[] probabilities(double[] scores) {
    if (scores.length == 1) {
      double second = 1 / (1 + StrictMath.exp(-scores[0]));
      return new float[] {(float) (1 - second), (float) second};
    }
    double max = scores[0];
    for (double score : scores) {
      max = Math.max(max, score);
    }
    double sum = 0;
    for (double score : scores) {
      sum += StrictMath.exp(score - max);
    }
    float[] result = new float[scores.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = (float) (StrictMath.exp(scores[k] - max) / sum);
    }
    return result;
  }
}

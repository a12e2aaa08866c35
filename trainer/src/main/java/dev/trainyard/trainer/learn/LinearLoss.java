package dev.trainyard.trainer.learn;

import dev.trainyard.modelpackage.text.LinearScorer;

/** Loss of linear models and its slope. */
final class LinearLoss {

  private static final double SMALLEST = 1e-12;

  private LinearLoss() {}

  /** Replaces the scores by the slope of the loss and returns the loss; classes 0 is regression. */
  static double errors(double[] scores, float target, int classes) {
    if (classes == 0) {
      double error = scores[0] - target;
      scores[0] = error;
      return error * error;
    }
    float[] probabilities = LinearScorer.probabilities(scores);
    int truth = (int) target;
    double loss = -StrictMath.log(Math.max(SMALLEST, probabilities[truth]));
    if (scores.length == 1) {
      scores[0] = probabilities[1] - target;
    } else {
      for (int k = 0; k < scores.length; k++) {
        scores[k] = probabilities[k] - (k == truth ? 1 : 0);
      }
    }
    return loss;
  }

  static int predictedClass(double[] scores) {
    if (scores.length == 1) {
      return scores[0] > 0 ? 1 : 0;
    }
    int best = 0;
    for (int k = 1; k < scores.length; k++) {
      best = scores[k] > scores[best] ? k : best;
    }
    return best;
  }
}

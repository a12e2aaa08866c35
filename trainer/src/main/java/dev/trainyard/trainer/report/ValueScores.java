package dev.trainyard.trainer.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** How well predicted numbers fit the truth of held-out rows. */
public final class ValueScores {

  private final double[] residuals;
  private final Map<String, Double> metrics = new LinkedHashMap<>();

  public ValueScores(float[] predicted, float[] truth) {
    this.residuals = new double[truth.length];
    double squares = 0;
    double absolute = 0;
    double mean = 0;
    for (int i = 0; i < truth.length; i++) {
      residuals[i] = (double) truth[i] - predicted[i];
      squares += residuals[i] * residuals[i];
      absolute += Math.abs(residuals[i]);
      mean += truth[i];
    }
    mean /= truth.length;
    double spread = 0;
    for (float value : truth) {
      spread += (value - mean) * (value - mean);
    }
    metrics.put("test/rmse", Math.sqrt(squares / truth.length));
    metrics.put("test/mae", absolute / truth.length);
    if (spread > 0) {
      metrics.put("test/r2", 1 - squares / spread);
    }
    Arrays.sort(residuals);
  }

  public Map<String, Double> metrics() {
    return metrics;
  }

  /** Adds how the residuals (truth minus prediction) are spread. */
  public void describe(ObjectNode report) {
    ObjectNode node = report.putObject("residuals");
    double mean = Arrays.stream(residuals).average().orElse(0);
    double variance =
        Arrays.stream(residuals).map(r -> (r - mean) * (r - mean)).average().orElse(0);
    node.put("count", residuals.length).put("mean", mean).put("stddev", Math.sqrt(variance));
    node.put("min", quantile(0)).put("p05", quantile(0.05)).put("p25", quantile(0.25));
    node.put("median", quantile(0.5)).put("p75", quantile(0.75));
    node.put("p95", quantile(0.95)).put("max", quantile(1));
  }

  private double quantile(double share) {
    return residuals[(int) Math.round(share * (residuals.length - 1))];
  }
}

package dev.trainyard.trainer.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** How well class probabilities fit the truth of held-out rows. */
public final class ClassScores {

  /** A larger confusion matrix helps nobody and would not fit one event. */
  private static final int MATRIX_LIMIT = 100;

  private static final double SMALLEST = 1e-15;

  private final int[][] confusion;
  private final Map<String, Double> metrics = new LinkedHashMap<>();

  public ClassScores(float[][] probabilities, int[] truth, int classes) {
    this.confusion = new int[classes][classes];
    double loss = 0;
    int right = 0;
    for (int i = 0; i < truth.length; i++) {
      int predicted = largest(probabilities[i]);
      confusion[truth[i]][predicted]++;
      right += predicted == truth[i] ? 1 : 0;
      loss -= Math.log(Math.max(SMALLEST, probabilities[i][truth[i]]));
    }
    metrics.put("test/accuracy", right / (double) truth.length);
    metrics.put("test/f1-macro", macroF1());
    metrics.put("test/log-loss", loss / truth.length);
    if (classes == 2) {
      double area = rocArea(probabilities, truth);
      if (Double.isFinite(area)) {
        metrics.put("test/roc-auc", area);
      }
    }
  }

  public Map<String, Double> metrics() {
    return metrics;
  }

  /** Adds the confusion matrix (rows are the truth) unless there are too many classes. */
  public void describe(ObjectNode report, List<String> labels) {
    if (labels.size() > MATRIX_LIMIT) {
      return;
    }
    ObjectNode node = report.putObject("confusion");
    labels.forEach(node.putArray("labels")::add);
    ArrayNode matrix = node.putArray("matrix");
    for (int[] row : confusion) {
      ArrayNode cells = JsonNodeFactory.instance.arrayNode();
      Arrays.stream(row).forEach(cells::add);
      matrix.add(cells);
    }
  }

  /** The first of the largest values, as ArgMax of ONNX takes it. */
  public static int largest(float[] values) {
    int best = 0;
    for (int k = 1; k < values.length; k++) {
      best = values[k] > values[best] ? k : best;
    }
    return best;
  }

  private double macroF1() {
    double sum = 0;
    int present = 0;
    for (int k = 0; k < confusion.length; k++) {
      int actual = 0;
      int predicted = 0;
      for (int j = 0; j < confusion.length; j++) {
        actual += confusion[k][j];
        predicted += confusion[j][k];
      }
      if (actual + predicted > 0) {
        sum += 2.0 * confusion[k][k] / (actual + predicted);
        present++;
      }
    }
    return sum / present;
  }

  /** Area under the ROC curve by ranks (Mann-Whitney); ties count half. */
  private static double rocArea(float[][] probabilities, int[] truth) {
    int[] order =
        IntStream.range(0, truth.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> probabilities[i][1]))
            .mapToInt(Integer::intValue)
            .toArray();
    double rankSum = 0;
    long positives = 0;
    int at = 0;
    while (at < order.length) {
      int end = at;
      while (end < order.length && probabilities[order[end]][1] == probabilities[order[at]][1]) {
        end++;
      }
      for (int i = at; i < end; i++) {
        if (truth[order[i]] == 1) {
          rankSum += (at + 1 + end) / 2.0;
          positives++;
        }
      }
      at = end;
    }
    double pairs = positives * (double) (truth.length - positives);
    return (rankSum - positives * (positives + 1) / 2.0) / pairs;
  }
}

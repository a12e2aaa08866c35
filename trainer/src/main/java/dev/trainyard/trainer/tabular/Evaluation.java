package dev.trainyard.trainer.tabular;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.text.LinearScorer;
import dev.trainyard.trainer.data.Target;
import dev.trainyard.trainer.report.ClassScores;
import dev.trainyard.trainer.report.ValueScores;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Measures models on the held-out rows. */
final class Evaluation {

  private static final int SHOWN_FEATURES = 100;

  private final TabularData data;
  private final TreeLearner.Rows test;

  Evaluation(TabularData data) {
    this.data = data;
    this.test = data.rows(data.split().test());
  }

  /** What a model gives for the held-out rows: probabilities, or one value each. */
  float[][] predict(TabularModel model) {
    float[][] scores = model.scores(test.matrix(), test.targets().length);
    if (data.classes() == 0) {
      return scores;
    }
    float[][] probabilities = new float[scores.length][];
    for (int i = 0; i < scores.length; i++) {
      double[] row = new double[scores[i].length];
      for (int k = 0; k < row.length; k++) {
        row[k] = scores[i][k];
      }
      probabilities[i] = LinearScorer.probabilities(row);
    }
    return probabilities;
  }

  Map<String, Double> metrics(float[][] predictions) {
    return data.classes() == 0
        ? valueScores(predictions).metrics()
        : classScores(predictions).metrics();
  }

  /** What predicts the most frequent class, or the mean, for every row. */
  float[][] constant(TreeLearner.Rows train) {
    float[] answer;
    if (data.classes() == 0) {
      answer = new float[] {LinearModel.Link.of(train.targets()).mean()};
    } else {
      answer = new float[data.classes()];
      for (float target : train.targets()) {
        answer[(int) target] += 1f / train.targets().length;
      }
    }
    float[][] predictions = new float[test.targets().length][];
    Arrays.fill(predictions, answer);
    return predictions;
  }

  ObjectNode report(float[][] predictions, TabularModel model) {
    ObjectNode report = JsonNodeFactory.instance.objectNode();
    if (data.table().target() instanceof Target.Classes classes) {
      classScores(predictions).describe(report, classes.labels());
    } else {
      valueScores(predictions).describe(report);
    }
    describeImportance(report, model);
    return report;
  }

  private ClassScores classScores(float[][] predictions) {
    int[] truth = new int[test.targets().length];
    Arrays.setAll(truth, i -> (int) test.targets()[i]);
    return new ClassScores(predictions, truth, data.classes());
  }

  private ValueScores valueScores(float[][] predictions) {
    float[] values = new float[predictions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = predictions[i][0];
    }
    return new ValueScores(values, test.targets());
  }

  private void describeImportance(ObjectNode report, TabularModel model) {
    double[] columns = model.importance();
    Map<String, Double> features = new TreeMap<>();
    int at = 0;
    for (Encoding encoding : data.encoder().encodings()) {
      double sum = 0;
      for (int k = 0; k < encoding.width(); k++) {
        sum += columns[at++];
      }
      features.put(encoding.name(), sum);
    }
    double total = features.values().stream().mapToDouble(Double::doubleValue).sum();
    var list = report.putArray("importance");
    features.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
        .limit(SHOWN_FEATURES)
        .forEach(
            entry ->
                list.addObject()
                    .put("feature", entry.getKey())
                    .put("value", total > 0 ? entry.getValue() / total : 0));
  }

  /** Largest difference between two predictions, relative where values exceed one. */
  static double difference(float[][] left, float[][] right) {
    return IntStream.range(0, left.length)
        .mapToDouble(
            i ->
                IntStream.range(0, left[i].length)
                    .mapToDouble(
                        k ->
                            Math.abs((double) left[i][k] - right[i][k])
                                / Math.max(1, Math.abs(left[i][k])))
                    .max()
                    .orElse(0))
        .max()
        .orElse(0);
  }
}

package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.text.LinearScorer;
import dev.trainyard.modelpackage.text.SparseVector;
import dev.trainyard.trainer.learn.Examples;
import dev.trainyard.trainer.onnx.OnnxGraph;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A linear model over standardised columns. */
record LinearModel(Standardiser standardiser, LinearScorer scorer, Link link)
    implements TabularModel {

  /** Takes a score back to the scale of the target; (0, 1) for classifiers. */
  record Link(float mean, float deviation) {

    static final Link NONE = new Link(0, 1);

    static Link of(float[] targets) {
      double sum = 0;
      for (float target : targets) {
        sum += target;
      }
      double mean = sum / targets.length;
      double squares = 0;
      for (float target : targets) {
        squares += (target - mean) * (target - mean);
      }
      double deviation = Math.sqrt(squares / targets.length);
      return new Link((float) mean, deviation > 0 ? (float) deviation : 1);
    }

    float standardise(float target) {
      return (target - mean) / deviation;
    }
  }

  /** Standardised rows with standardised targets. */
  @SuppressWarnings("ArrayRecordComponent")
  record Rows(Standardiser standardiser, TreeLearner.Rows rows, Link link, int[] indexes)
      implements Examples {

    @Override
    public int size() {
      return rows.targets().length;
    }

    @Override
    public SparseVector vector(int index) {
      return standardiser.row(rows.matrix(), index, indexes);
    }

    @Override
    public float target(int index) {
      return link.standardise(rows.targets()[index]);
    }
  }

  @Override
  public String title() {
    return "Linear model on standardised columns";
  }

  @Override
  public float[][] scores(float[] matrix, int rows) {
    int[] indexes = standardiser.indexes();
    double[] scores = new double[scorer.outputs()];
    float[][] result = new float[rows][scores.length];
    for (int row = 0; row < rows; row++) {
      scorer.score(standardiser.row(matrix, row, indexes), scores);
      for (int k = 0; k < scores.length; k++) {
        result[row][k] = (float) (scores[k] * link.deviation() + link.mean());
      }
    }
    return result;
  }

  @Override
  public void append(OnnxGraph graph, String matrix, String scores) {
    int width = standardiser.means().length;
    float[] weights = scorer.weights().clone();
    float[] bias = scorer.bias().clone();
    for (int i = 0; i < weights.length; i++) {
      weights[i] *= link.deviation();
    }
    for (int k = 0; k < bias.length; k++) {
      bias[k] = bias[k] * link.deviation() + link.mean();
    }
    graph
        .floats("trainyard.weights", weights, width, scorer.outputs())
        .floats("trainyard.bias", bias, scorer.outputs())
        .node(
            OnnxGraph.ML,
            "Imputer",
            List.of(matrix),
            "trainyard.imputed",
            Map.of("imputed_value_floats", standardiser.means(), "replaced_value_float", Float.NaN))
        .node(
            OnnxGraph.ML,
            "Scaler",
            List.of("trainyard.imputed"),
            "trainyard.scaled",
            Map.of("offset", standardiser.means(), "scale", standardiser.scales()))
        .node(
            "",
            "MatMul",
            List.of("trainyard.scaled", "trainyard.weights"),
            "trainyard.product",
            Map.of())
        .node("", "Add", List.of("trainyard.product", "trainyard.bias"), scores, Map.of());
  }

  @Override
  public double[] importance() {
    double[] importance = new double[standardiser.means().length];
    for (int i = 0; i < scorer.weights().length; i++) {
      importance[i / scorer.outputs()] += Math.abs(scorer.weights()[i]);
    }
    return importance;
  }

  @Override
  public void saveNative(Path directory) {
    // The graph itself holds the few weights there are.
  }

  @Override
  public void close() {
    // Nothing native is held.
  }
}

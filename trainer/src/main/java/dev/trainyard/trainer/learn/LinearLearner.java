package dev.trainyard.trainer.learn;

import dev.trainyard.modelpackage.text.LinearScorer;
import dev.trainyard.modelpackage.text.SparseVector;
import dev.trainyard.trainer.data.Split;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Logistic, softmax or least-squares regression by AdaGrad, one example at a time, on one thread.
 *
 * <p>A step is up to {@value #STEP_EXAMPLES} examples. The order of an epoch follows from seed and
 * epoch alone, so a state of weights and position continues bit for bit.
 */
public final class LinearLearner implements Learner {

  private static final int STEP_EXAMPLES = 256;
  private static final float EPSILON = 1e-6f;
  private static final String STATE = "linear.bin";

  private final Examples train;
  private final Examples validation;
  private final Settings settings;
  private final EarlyStop early;
  private final LinearScorer scorer;
  private final LinearScorer best;
  private final float[] weightSquares;
  private final float[] biasSquares;
  private final int[] order;
  private int epoch;
  private int position;
  private double epochLoss;

  /** What decides the result beside the examples; classes is 0 for regression. */
  public record Settings(
      int features, int classes, int epochs, Rate rate, int patience, long seed) {

    int outputs() {
      return classes == 0 ? 1 : LinearScorer.outputsFor(classes);
    }
  }

  /** Step size and L2 regularisation. */
  public record Rate(double learningRate, double l2) {}

  public LinearLearner(Examples train, Examples validation, Settings settings) {
    this.train = train;
    this.validation = validation;
    this.settings = settings;
    this.early = new EarlyStop(validation.size() == 0 ? 0 : settings.patience());
    int size = settings.features() * settings.outputs();
    this.scorer =
        new LinearScorer(settings.outputs(), new float[size], new float[settings.outputs()]);
    this.best =
        new LinearScorer(settings.outputs(), new float[size], new float[settings.outputs()]);
    this.weightSquares = new float[size];
    this.biasSquares = new float[settings.outputs()];
    this.order = new int[train.size()];
    shuffle();
  }

  /** The weights after the epoch with the best validation loss. */
  public LinearScorer best() {
    return best;
  }

  public int bestEpoch() {
    return early.bestRound();
  }

  @Override
  public long step() {
    return (long) epoch * stepsPerEpoch() + position / STEP_EXAMPLES;
  }

  @Override
  public long total() {
    return (long) settings.epochs() * stepsPerEpoch();
  }

  @Override
  public boolean finished() {
    return epoch >= settings.epochs() || early.isOver();
  }

  @Override
  public Map<String, Double> advance() {
    double[] scores = new double[settings.outputs()];
    int end = Math.min(position + STEP_EXAMPLES, order.length);
    for (; position < end; position++) {
      learn(order[position], scores);
    }
    if (position < order.length) {
      return Map.of();
    }
    return endEpoch();
  }

  private int stepsPerEpoch() {
    return (order.length + STEP_EXAMPLES - 1) / STEP_EXAMPLES;
  }

  private void learn(int index, double[] scores) {
    SparseVector vector = train.vector(index);
    scorer.score(vector, scores);
    epochLoss += LinearLoss.errors(scores, train.target(index), settings.classes());
    float rate = (float) settings.rate().learningRate();
    float l2 = (float) settings.rate().l2();
    int outputs = settings.outputs();
    float[] weights = scorer.weights();
    for (int i = 0; i < vector.size(); i++) {
      int base = vector.indexes()[i] * outputs;
      float value = vector.values()[i];
      for (int k = 0; k < outputs; k++) {
        float gradient = (float) scores[k] * value + l2 * weights[base + k];
        weightSquares[base + k] += gradient * gradient;
        weights[base + k] -=
            rate * gradient / ((float) Math.sqrt(weightSquares[base + k]) + EPSILON);
      }
    }
    for (int k = 0; k < outputs; k++) {
      float gradient = (float) scores[k];
      biasSquares[k] += gradient * gradient;
      scorer.bias()[k] -= rate * gradient / ((float) Math.sqrt(biasSquares[k]) + EPSILON);
    }
  }

  private Map<String, Double> endEpoch() {
    var metrics = new LinkedHashMap<String, Double>();
    double loss = epochLoss / order.length;
    metrics.put("train/loss", loss);
    if (validation.size() > 0) {
      loss = evaluate(metrics);
    }
    epoch++;
    position = 0;
    epochLoss = 0;
    if (early.observe(epoch, loss)) {
      System.arraycopy(scorer.weights(), 0, best.weights(), 0, scorer.weights().length);
      System.arraycopy(scorer.bias(), 0, best.bias(), 0, scorer.bias().length);
    }
    shuffle();
    return metrics;
  }

  private double evaluate(Map<String, Double> metrics) {
    double[] scores = new double[settings.outputs()];
    double loss = 0;
    int right = 0;
    for (int i = 0; i < validation.size(); i++) {
      scorer.score(validation.vector(i), scores);
      right += LinearLoss.predictedClass(scores) == (int) validation.target(i) ? 1 : 0;
      loss += LinearLoss.errors(scores, validation.target(i), settings.classes());
    }
    loss /= validation.size();
    metrics.put("validation/loss", loss);
    if (settings.classes() > 0) {
      metrics.put("validation/accuracy", right / (double) validation.size());
    }
    return loss;
  }

  private void shuffle() {
    Arrays.setAll(order, i -> i);
    Split.shuffle(order, new Random(settings.seed() * 1_000_003 + epoch));
  }

  @Override
  public void save(Path directory) throws IOException {
    try (var out =
        new DataOutputStream(
            new BufferedOutputStream(Files.newOutputStream(directory.resolve(STATE))))) {
      out.writeInt(epoch);
      out.writeInt(position);
      out.writeDouble(epochLoss);
      out.writeDouble(early.bestLoss());
      out.writeInt(early.bestRound());
      out.writeInt(early.stale());
      for (float[] part : state()) {
        var bytes = ByteBuffer.allocate(Float.BYTES * part.length);
        bytes.asFloatBuffer().put(part);
        out.write(bytes.array());
      }
    }
  }

  @Override
  public void load(Path directory) throws IOException {
    try (var in =
        new DataInputStream(
            new BufferedInputStream(Files.newInputStream(directory.resolve(STATE))))) {
      epoch = in.readInt();
      position = in.readInt();
      epochLoss = in.readDouble();
      early.restore(in.readDouble(), in.readInt(), in.readInt());
      for (float[] part : state()) {
        byte[] bytes = in.readNBytes(Float.BYTES * part.length);
        ByteBuffer.wrap(bytes).asFloatBuffer().get(part);
      }
    }
    shuffle();
  }

  private float[][] state() {
    return new float[][] {
      scorer.weights(), scorer.bias(), weightSquares, biasSquares, best.weights(), best.bias()
    };
  }
}

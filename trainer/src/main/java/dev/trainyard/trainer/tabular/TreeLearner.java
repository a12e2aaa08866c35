package dev.trainyard.trainer.tabular;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.trainyard.trainer.learn.EarlyStop;
import dev.trainyard.trainer.learn.Learner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Boosts trees round by round with XGBoost. */
final class TreeLearner implements Learner, AutoCloseable {

  private static final String MODEL = "model.ubj";
  private static final String STATE = "state.json";

  private final TreeSettings settings;
  private final DMatrix train;
  private final DMatrix validation;
  private final EarlyStop early;
  private Booster booster;
  private int round;

  /** Rows of the encoded matrix with their targets. */
  @SuppressWarnings("ArrayRecordComponent")
  record Rows(float[] matrix, float[] targets) {}

  TreeLearner(TreeSettings settings, Rows train, Rows validation) {
    this.settings = settings;
    boolean validates = validation.targets().length > 0;
    this.early = new EarlyStop(validates ? settings.patience() : 0);
    try {
      this.train = matrix(train);
      this.validation = validates ? matrix(validation) : null;
      this.booster = XGBoost.train(this.train, settings.parameters(), 0, Map.of(), null, null);
      prepare();
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  private DMatrix matrix(Rows rows) throws XGBoostError {
    var matrix = new DMatrix(rows.matrix(), rows.targets().length, settings.width(), Float.NaN);
    matrix.setLabel(rows.targets());
    return matrix;
  }

  private void prepare() throws XGBoostError {
    booster.setParams(settings.parameters());
    for (String metric : settings.objective().metrics()) {
      booster.setParam("eval_metric", metric);
    }
  }

  /** The model after its best round. */
  TreeModel best() {
    try {
      int rounds = early.bestRound() > 0 ? early.bestRound() : round;
      var ensemble = TreeEnsemble.cut(booster.toByteArray("json"), rounds);
      return new TreeModel(ensemble, settings.width(), settings.threads());
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  int bestRound() {
    return early.bestRound();
  }

  @Override
  public long step() {
    return round;
  }

  @Override
  public long total() {
    return settings.rounds();
  }

  @Override
  public boolean finished() {
    return round >= settings.rounds() || early.isOver();
  }

  @Override
  public Map<String, Double> advance() {
    try {
      booster.update(train, round);
      String evaluation =
          validation == null
              ? booster.evalSet(new DMatrix[] {train}, new String[] {"train"}, round)
              : booster.evalSet(
                  new DMatrix[] {train, validation}, new String[] {"train", "validation"}, round);
      round++;
      Map<String, Double> metrics = metrics(evaluation);
      Double loss = metrics.get("validation/loss");
      if (loss != null) {
        early.observe(round, loss);
      }
      return metrics;
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  /** Reads "[3]\ttrain-mlogloss:0.12\tvalidation-merror:0.05" into our names. */
  private Map<String, Double> metrics(String evaluation) {
    var metrics = new LinkedHashMap<String, Double>();
    for (String part : evaluation.strip().split("\t", -1)) {
      int dash = part.indexOf('-');
      int colon = part.lastIndexOf(':');
      if (dash > 0 && colon > dash) {
        String set = part.substring(0, dash);
        double value =
            Double.parseDouble(
                part.substring(colon + 1).replace("inf", "Infinity").replace("nan", "NaN"));
        settings.objective().report(metrics, set, part.substring(dash + 1, colon), value);
      }
    }
    return metrics;
  }

  @Override
  public void save(Path directory) throws IOException {
    try {
      Files.write(directory.resolve(MODEL), booster.toByteArray("ubj"));
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
    var state = JsonNodeFactory.instance.objectNode();
    state.put("round", round).put("bestRound", early.bestRound()).put("stale", early.stale());
    state.put("bestLossBits", Double.doubleToLongBits(early.bestLoss()));
    Files.writeString(directory.resolve(STATE), state.toString());
  }

  @Override
  public void load(Path directory) throws IOException {
    JsonNode state = new ObjectMapper().readTree(directory.resolve(STATE).toFile());
    round = state.get("round").asInt();
    early.restore(
        Double.longBitsToDouble(state.get("bestLossBits").asLong()),
        state.get("bestRound").asInt(),
        state.get("stale").asInt());
    try {
      booster.dispose();
      booster = XGBoost.loadModel(Files.readAllBytes(directory.resolve(MODEL)));
      prepare();
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
    train.dispose();
    if (validation != null) {
      validation.dispose();
    }
  }
}

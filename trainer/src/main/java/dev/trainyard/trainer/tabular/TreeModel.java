package dev.trainyard.trainer.tabular;

import dev.trainyard.trainer.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/** Gradient-boosted trees after training. */
final class TreeModel implements TabularModel {

  private final TreeEnsemble ensemble;
  private final Booster booster;
  private final int width;

  TreeModel(TreeEnsemble ensemble, int width, int threads) {
    this.ensemble = ensemble;
    this.width = width;
    try {
      this.booster = XGBoost.loadModel(ensemble.json());
      booster.setParam("nthread", threads);
    } catch (XGBoostError | IOException e) {
      throw NativeXgboost.translate(e);
    }
  }

  @Override
  public String title() {
    return "Gradient-boosted trees (" + ensemble.trees() + " trees)";
  }

  @Override
  public float[][] scores(float[] matrix, int rows) {
    if (rows == 0) {
      return new float[0][];
    }
    try {
      var data = new DMatrix(matrix, rows, width, Float.NaN);
      try {
        return booster.predict(data, true);
      } finally {
        data.dispose();
      }
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  @Override
  public void append(OnnxGraph graph, String matrix, String scores) {
    ensemble.append(graph, matrix, scores);
  }

  @Override
  public double[] importance() {
    return ensemble.gains(width);
  }

  @Override
  public void saveNative(Path directory) throws IOException {
    try {
      Files.createDirectories(directory.resolve("native"));
      Files.write(directory.resolve("native").resolve("model.ubj"), booster.toByteArray("ubj"));
    } catch (XGBoostError e) {
      throw NativeXgboost.translate(e);
    }
  }

  @Override
  public void close() {
    booster.dispose();
  }
}

package dev.trainyard.trainer.tabular;

import dev.trainyard.trainer.onnx.OnnxGraph;
import java.io.IOException;
import java.nio.file.Path;

/** A trained model over the encoded matrix, before the link to probabilities. */
interface TabularModel extends AutoCloseable {

  /** What people call it. */
  String title();

  /** One row of scores per row: a number per class, one for two classes, or the value itself. */
  float[][] scores(float[] matrix, int rows);

  /** Adds nodes that compute the same scores from the matrix. */
  void append(OnnxGraph graph, String matrix, String scores);

  /** How much each column of the matrix counts; any non-negative scale. */
  double[] importance();

  /** Writes the trainable form if there is one. */
  void saveNative(Path directory) throws IOException;

  @Override
  void close();
}

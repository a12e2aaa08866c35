package dev.trainyard.trainer.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.modelpackage.process.ExtractedLibraries;
import dev.trainyard.trainer.data.FeatureColumn;
import dev.trainyard.trainer.data.Table;
import dev.trainyard.trainer.job.TrainingFailure;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs an exported graph in ONNX Runtime on rows of the table, as a server would. */
public final class GraphRunner implements AutoCloseable {

  private final OrtEnvironment environment = OrtEnvironment.getEnvironment();
  private final OrtSession session;

  public GraphRunner(Path graph, int threads) {
    try (var options = new OrtSession.SessionOptions()) {
      options.setIntraOpNumThreads(threads);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      this.session = environment.createSession(graph.toString(), options);
      ExtractedLibraries.unlink();
    } catch (OrtException e) {
      throw TrainingFailure.internal("ONNX Runtime refuses the exported model: " + e.getMessage());
    }
  }

  /** The outputs by name: float[][], float[], String[], long[] or boolean[]. */
  public Map<String, Object> run(Table table, int[] rows, List<TensorSpec> outputs) {
    Map<String, OnnxTensorLike> inputs = new HashMap<>();
    try {
      for (FeatureColumn column : table.features()) {
        inputs.put(column.name(), tensor(column, rows));
      }
      try (OrtSession.Result result = session.run(inputs)) {
        var values = new LinkedHashMap<String, Object>();
        for (TensorSpec output : outputs) {
          values.put(output.name(), result.get(output.name()).orElseThrow().getValue());
        }
        return values;
      }
    } catch (OrtException e) {
      throw TrainingFailure.internal("the exported model fails in ONNX Runtime: " + e.getMessage());
    } finally {
      inputs.values().forEach(OnnxTensorLike::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw TrainingFailure.internal("ONNX Runtime cannot close a session: " + e.getMessage());
    }
  }

  private OnnxTensor tensor(FeatureColumn column, int[] rows) throws OrtException {
    long[] shape = {rows.length, 1};
    return switch (column) {
      case FeatureColumn.Numbers numbers -> {
        var buffer = FloatBuffer.allocate(rows.length);
        for (int row : rows) {
          buffer.put(numbers.values()[row]);
        }
        yield OnnxTensor.createTensor(environment, buffer.flip(), shape);
      }
      case FeatureColumn.Categories categories -> {
        String[] values = new String[rows.length];
        for (int i = 0; i < rows.length; i++) {
          values[i] = categories.dictionary().get(categories.codes()[rows[i]]);
        }
        yield OnnxTensor.createTensor(environment, values, shape);
      }
    };
  }
}

package dev.trainyard.inference.model;

import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxTensorLike;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.format.PackageException;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.modelpackage.process.ExtractedLibraries;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A model whose whole way from inputs to labels is one ONNX graph. */
final class OnnxModel implements Model {

  private final OrtEnvironment environment;
  private final OrtSession session;
  private final Signature signature;

  private OnnxModel(OrtEnvironment environment, OrtSession session, Signature signature) {
    this.environment = environment;
    this.session = session;
    this.signature = signature;
  }

  static OnnxModel load(ModelFolder folder) throws PackageException {
    Path graph = folder.file(ModelFolder.GRAPH);
    OrtEnvironment environment = OrtEnvironment.getEnvironment();
    try (var options = new OrtSession.SessionOptions()) {
      // The server's own threads run requests side by side; more threads inside only compete.
      options.setIntraOpNumThreads(1);
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      OrtSession session = environment.createSession(graph.toString(), options);
      ExtractedLibraries.unlink();
      requireTensors(session, folder.descriptor().signature());
      return new OnnxModel(environment, session, folder.descriptor().signature());
    } catch (OrtException e) {
      throw new PackageException("ONNX Runtime refuses model.onnx: " + e.getMessage());
    }
  }

  private static void requireTensors(OrtSession session, Signature signature)
      throws PackageException {
    for (TensorSpec input : signature.inputs()) {
      if (!session.getInputNames().contains(input.name())) {
        throw new PackageException("model.onnx has no input '" + input.name() + "'");
      }
    }
    for (TensorSpec output : signature.outputs()) {
      if (!session.getOutputNames().contains(output.name())) {
        throw new PackageException("model.onnx has no output '" + output.name() + "'");
      }
    }
    if (session.getInputNames().size() != signature.inputs().size()) {
      throw new PackageException("model.onnx takes inputs that model.json does not name");
    }
  }

  @Override
  public Signature signature() {
    return signature;
  }

  @Override
  public String platform() {
    return "onnxruntime_onnx";
  }

  @Override
  public List<Tensor> run(Map<String, Tensor> inputs) throws ModelException {
    Map<String, OnnxTensorLike> feed = new HashMap<>();
    try {
      for (Tensor input : inputs.values()) {
        feed.put(input.name(), tensor(input));
      }
      try (OrtSession.Result result = session.run(feed)) {
        var outputs = new ArrayList<Tensor>();
        for (TensorSpec spec : signature.outputs()) {
          outputs.add(read(spec, (OnnxTensor) result.get(spec.name()).orElseThrow()));
        }
        return outputs;
      }
    } catch (OrtException e) {
      throw new ModelException("the model cannot answer this request", e);
    } finally {
      feed.values().forEach(OnnxTensorLike::close);
    }
  }

  @Override
  public void close() {
    try {
      session.close();
    } catch (OrtException e) {
      throw new IllegalStateException(e);
    }
  }

  private OnnxTensor tensor(Tensor input) throws OrtException {
    long[] shape = input.shape().stream().mapToLong(Long::longValue).toArray();
    return switch (input.data()) {
      case float[] floats -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(floats), shape);
      case long[] longs -> OnnxTensor.createTensor(environment, LongBuffer.wrap(longs), shape);
      case String[] strings -> OnnxTensor.createTensor(environment, strings, shape);
      case boolean[] booleans -> {
        var bytes = ByteBuffer.allocateDirect(booleans.length);
        for (boolean value : booleans) {
          bytes.put((byte) (value ? 1 : 0));
        }
        yield OnnxTensor.createTensor(environment, bytes.flip(), shape, OnnxJavaType.BOOL);
      }
      default -> throw new IllegalArgumentException("no tensor type for " + input.name());
    };
  }

  private static Tensor read(TensorSpec spec, OnnxTensor tensor) throws OrtException {
    List<Long> shape = Arrays.stream(tensor.getInfo().getShape()).boxed().toList();
    Object data =
        switch (spec.datatype()) {
          case FP32 -> {
            FloatBuffer buffer = tensor.getFloatBuffer();
            float[] floats = new float[buffer.remaining()];
            buffer.get(floats);
            yield floats;
          }
          case INT64 -> {
            LongBuffer buffer = tensor.getLongBuffer();
            long[] longs = new long[buffer.remaining()];
            buffer.get(longs);
            yield longs;
          }
          case BOOL, BYTES -> tensor.getValue();
        };
    return new Tensor(spec.name(), spec.datatype(), shape, data);
  }
}

package dev.trainyard.trainer.onnx;

import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.TensorSpec;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds an ONNX model; field numbers are those of onnx.proto. */
public final class OnnxGraph {

  /** The operator set of classical machine learning. */
  public static final String ML = "ai.onnx.ml";

  private static final int IR_VERSION = 8;
  private static final int OPSET = 17;
  private static final int ML_OPSET = 3;
  private static final int FLOAT_TENSOR = 1;
  private static final int INT64_TENSOR = 7;

  private final Protobuf graph = new Protobuf().text(2, "trainyard");
  private int nodes;

  /** Adds a node with one output; attributes may be Long, Float, String or arrays of them. */
  public OnnxGraph node(
      String domain,
      String op,
      List<String> inputs,
      String output,
      Map<String, Object> attributes) {
    var node = new Protobuf();
    inputs.forEach(input -> node.text(1, input));
    node.text(2, output);
    node.text(3, op + "_" + nodes++);
    node.text(4, op);
    new TreeMap<>(attributes).forEach((name, value) -> node.message(5, attribute(name, value)));
    node.text(7, domain);
    graph.message(1, node);
    return this;
  }

  public OnnxGraph floats(String name, float[] values, long... shape) {
    var tensor = tensor(name, FLOAT_TENSOR, shape).reals(9, values);
    graph.message(5, tensor);
    return this;
  }

  public OnnxGraph integers(String name, long... values) {
    var tensor = tensor(name, INT64_TENSOR, values.length).numbers(7, values);
    graph.message(5, tensor);
    return this;
  }

  public OnnxGraph input(TensorSpec spec) {
    graph.message(11, valueInfo(spec));
    return this;
  }

  public OnnxGraph output(TensorSpec spec) {
    graph.message(12, valueInfo(spec));
    return this;
  }

  public byte[] model(Map<String, String> metadata) {
    var model =
        new Protobuf()
            .number(1, IR_VERSION)
            .text(2, "trainyard")
            .message(7, graph)
            .message(8, new Protobuf().text(1, "").number(2, OPSET))
            .message(8, new Protobuf().text(1, ML).number(2, ML_OPSET));
    new TreeMap<>(metadata)
        .forEach((key, value) -> model.message(14, new Protobuf().text(1, key).text(2, value)));
    return model.toBytes();
  }

  private static Protobuf tensor(String name, int type, long... shape) {
    var tensor = new Protobuf();
    for (long dimension : shape) {
      tensor.number(1, dimension);
    }
    return tensor.number(2, type).text(8, name);
  }

  private static Protobuf valueInfo(TensorSpec spec) {
    var shape = new Protobuf();
    for (long dimension : spec.shape()) {
      shape.message(
          1, dimension < 0 ? new Protobuf().text(2, "rows") : new Protobuf().number(1, dimension));
    }
    var type = new Protobuf().number(1, elementType(spec.datatype())).message(2, shape);
    return new Protobuf().text(1, spec.name()).message(2, new Protobuf().message(1, type));
  }

  private static int elementType(Datatype datatype) {
    return switch (datatype) {
      case FP32 -> FLOAT_TENSOR;
      case INT64 -> INT64_TENSOR;
      case BYTES -> 8;
      case BOOL -> 9;
    };
  }

  private static Protobuf attribute(String name, Object value) {
    var attribute = new Protobuf().text(1, name);
    return switch (value) {
      case Float real -> attribute.real(2, real).number(20, 1);
      case Long number -> attribute.number(3, number).number(20, 2);
      case String text -> attribute.text(4, text).number(20, 3);
      case float[] reals -> attribute.reals(7, reals).number(20, 6);
      case long[] numbers -> attribute.numbers(8, numbers).number(20, 7);
      case String[] texts -> {
        for (String text : texts) {
          attribute.text(9, text);
        }
        yield attribute.number(20, 8);
      }
      default -> throw new IllegalArgumentException("no attribute type for " + name);
    };
  }
}

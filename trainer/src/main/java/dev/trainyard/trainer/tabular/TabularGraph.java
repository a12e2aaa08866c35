package dev.trainyard.trainer.tabular;

import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import dev.trainyard.trainer.data.Target;
import dev.trainyard.trainer.onnx.OnnxGraph;
import dev.trainyard.trainer.pack.OutputNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The whole way from raw columns to labels as one ONNX graph. */
final class TabularGraph {

  private static final String PREFIX = "trainyard.";
  private static final String MATRIX = PREFIX + "matrix";
  private static final String SCORES = PREFIX + "scores";

  private final FeatureEncoder encoder;
  private final Target target;
  private final Signature signature;
  private final OnnxGraph graph = new OnnxGraph();

  private TabularGraph(FeatureEncoder encoder, Target target) {
    this.encoder = encoder;
    this.target = target;
    this.signature = new Signature(encoder.inputs(), OutputNames.outputs(encoder.inputs(), target));
  }

  static Signature signature(FeatureEncoder encoder, Target target) {
    return new TabularGraph(encoder, target).signature;
  }

  static byte[] build(FeatureEncoder encoder, Target target, TabularModel model) {
    return new TabularGraph(encoder, target).build(model);
  }

  private byte[] build(TabularModel model) {
    signature.inputs().forEach(graph::input);
    signature.outputs().forEach(graph::output);
    encode();
    model.append(graph, MATRIX, SCORES);
    switch (target) {
      case Target.Values _ -> {
        graph.integers(PREFIX + "flat", -1);
        node("Reshape", List.of(SCORES, PREFIX + "flat"), output(0).name(), Map.of());
      }
      case Target.Classes classes -> classify(classes);
    }
    return graph.model(Map.of("producer", "trainyard"));
  }

  private void encode() {
    var parts = new ArrayList<String>();
    for (int i = 0; i < encoder.encodings().size(); i++) {
      String part = PREFIX + "part" + i;
      switch (encoder.encodings().get(i)) {
        case Encoding.Plain plain -> part = plain.name();
        case Encoding.Ordinal ordinal -> rank(ordinal, part);
        case Encoding.OneHot oneHot -> oneHot(oneHot, part);
      }
      parts.add(part);
    }
    node("Concat", parts, MATRIX, Map.of("axis", 1L));
  }

  private void rank(Encoding.Ordinal ordinal, String part) {
    float[] ranks = new float[ordinal.categories().size()];
    for (int i = 0; i < ranks.length; i++) {
      ranks[i] = i;
    }
    graph.node(
        OnnxGraph.ML,
        "LabelEncoder",
        List.of(ordinal.name()),
        part,
        Map.of(
            "keys_strings",
            ordinal.categories().toArray(String[]::new),
            "values_floats",
            ranks,
            "default_float",
            (float) Encoding.Ordinal.UNKNOWN));
  }

  private void oneHot(Encoding.OneHot oneHot, String part) {
    graph.node(
        OnnxGraph.ML,
        "OneHotEncoder",
        List.of(oneHot.name()),
        part + ".cube",
        Map.of("cats_strings", oneHot.categories().toArray(String[]::new), "zeros", 1L));
    graph.integers(part + ".shape", -1, oneHot.width());
    node("Reshape", List.of(part + ".cube", part + ".shape"), part, Map.of());
  }

  private void classify(Target.Classes classes) {
    String probabilities = output(1).name();
    if (classes.labels().size() == 2) {
      graph.floats(PREFIX + "one", new float[] {1}, 1);
      node("Sigmoid", List.of(SCORES), PREFIX + "second", Map.of());
      node("Sub", List.of(PREFIX + "one", PREFIX + "second"), PREFIX + "first", Map.of());
      node(
          "Concat",
          List.of(PREFIX + "first", PREFIX + "second"),
          probabilities,
          Map.of("axis", 1L));
    } else {
      node("Softmax", List.of(SCORES), probabilities, Map.of("axis", 1L));
    }
    String index = PREFIX + "class";
    node("ArgMax", List.of(probabilities), index, Map.of("axis", 1L, "keepdims", 0L));
    label(classes, index);
  }

  private void label(Target.Classes classes, String index) {
    List<String> labels = classes.labels();
    String label = output(0).name();
    switch (classes.datatype()) {
      // Two classes, sorted: false is 0 and true is 1.
      case BOOL -> node("Cast", List.of(index), label, Map.of("to", 9L));
      case INT64 -> {
        graph.integers(PREFIX + "labels", labels.stream().mapToLong(Long::parseLong).toArray());
        node("Gather", List.of(PREFIX + "labels", index), label, Map.of("axis", 0L));
      }
      default -> {
        long[] keys = new long[labels.size()];
        for (int i = 0; i < keys.length; i++) {
          keys[i] = i;
        }
        graph.node(
            OnnxGraph.ML,
            "LabelEncoder",
            List.of(index),
            label,
            Map.of("keys_int64s", keys, "values_strings", labels.toArray(String[]::new)));
      }
    }
  }

  private TensorSpec output(int index) {
    return signature.outputs().get(index);
  }

  private void node(String op, List<String> inputs, String output, Map<String, Object> attributes) {
    graph.node("", op, inputs, output, attributes);
  }
}

package dev.trainyard.modelpackage.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The tensors a model takes and gives. */
public record Signature(List<TensorSpec> inputs, List<TensorSpec> outputs) {

  public ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    inputs.forEach(spec -> node.withArray("inputs").add(spec.toJson()));
    outputs.forEach(spec -> node.withArray("outputs").add(spec.toJson()));
    return node;
  }

  static Signature parse(JsonNode node) {
    return new Signature(specs(node.path("inputs")), specs(node.path("outputs")));
  }

  private static List<TensorSpec> specs(JsonNode node) {
    var specs = new ArrayList<TensorSpec>();
    node.forEach(item -> specs.add(TensorSpec.parse(item)));
    return List.copyOf(specs);
  }
}

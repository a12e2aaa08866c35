package dev.trainyard.modelpackage.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Name, type and shape of one tensor; -1 stands for the number of rows. */
public record TensorSpec(String name, Datatype datatype, List<Long> shape, Semantic semantic) {

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", name);
    node.put("datatype", datatype.name());
    shape.forEach(node.putArray("shape")::add);
    if (semantic != null) {
      node.set("semantic", semantic.toJson());
    }
    return node;
  }

  static TensorSpec parse(JsonNode node) {
    var shape = new ArrayList<Long>();
    node.path("shape").forEach(dimension -> shape.add(dimension.asLong()));
    return new TensorSpec(
        node.path("name").asText(),
        Datatype.valueOf(node.path("datatype").asText()),
        List.copyOf(shape),
        Semantic.parse(node.get("semantic")));
  }
}

package dev.trainyard.inference.http;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.inference.model.Model;
import dev.trainyard.modelpackage.format.TensorSpec;
import java.util.List;

/** The model under the name and version that clients use; the version may be null. */
public record ServedModel(Model model, String name, String version) {

  boolean answersTo(Route route) {
    return name.equals(route.model())
        && (route.version() == null || route.version().equals(version));
  }

  ObjectNode metadata() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", name);
    if (version != null) {
      node.putArray("versions").add(version);
    }
    node.put("platform", model.platform());
    describe(node, "inputs", model.signature().inputs());
    describe(node, "outputs", model.signature().outputs());
    return node;
  }

  private static void describe(ObjectNode node, String field, List<TensorSpec> specs) {
    var list = node.putArray(field);
    for (TensorSpec spec : specs) {
      ObjectNode item = list.addObject();
      item.put("name", spec.name()).put("datatype", spec.datatype().name());
      spec.shape().forEach(item.putArray("shape")::add);
    }
  }
}

package dev.trainyard.trainer.pack;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.modelpackage.format.TensorSpec;

/** Writes tensors of one row in the JSON of the Open Inference Protocol. */
public final class Tensors {

  private Tensors() {}

  /** Takes a float[][] or an array of one element, as ONNX Runtime gives them. */
  public static ObjectNode oneRow(TensorSpec spec, Object value) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", spec.name());
    node.put("datatype", spec.datatype().name());
    ArrayNode shape = node.putArray("shape");
    for (long dimension : spec.shape()) {
      shape.add(dimension < 0 ? 1 : dimension);
    }
    ArrayNode data = node.putArray("data");
    switch (value) {
      case float[][] rows -> addAll(data, rows[0]);
      case float[] row -> addAll(data, row);
      case String[] row -> data.add(row[0]);
      case long[] row -> data.add(row[0]);
      case boolean[] row -> data.add(row[0]);
      default -> throw new IllegalArgumentException("no tensor type for " + spec.name());
    }
    return node;
  }

  private static void addAll(ArrayNode data, float[] values) {
    for (float value : values) {
      if (Float.isNaN(value)) {
        data.addNull();
      } else {
        data.add(value);
      }
    }
  }
}

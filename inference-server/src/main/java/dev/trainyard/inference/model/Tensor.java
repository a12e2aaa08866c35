package dev.trainyard.inference.model;

import dev.trainyard.modelpackage.format.Datatype;
import java.lang.reflect.Array;
import java.util.List;

/** A named array in row-major order; data is a float[], long[], boolean[] or String[]. */
public record Tensor(String name, Datatype datatype, List<Long> shape, Object data) {

  public int rows() {
    return shape.isEmpty() ? 1 : Math.toIntExact(shape.getFirst());
  }

  public int elements() {
    return Array.getLength(data);
  }
}

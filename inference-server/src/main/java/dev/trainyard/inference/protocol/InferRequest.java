package dev.trainyard.inference.protocol;

import dev.trainyard.inference.model.Tensor;
import java.util.Map;
import java.util.Set;

/** A request that fits the signature; outputs are the wanted names, all when empty. */
public record InferRequest(String id, Map<String, Tensor> inputs, Set<String> outputs) {

  public int rows() {
    return inputs.values().iterator().next().rows();
  }
}

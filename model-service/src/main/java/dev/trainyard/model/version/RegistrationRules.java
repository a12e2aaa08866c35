package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.problem.ProblemException;
import java.util.List;
import java.util.Map;

/** Checks of a registration that annotations cannot say: numbers, shapes and free values. */
final class RegistrationRules {

  private static final int LONGEST_VALUE = 1000;

  private RegistrationRules() {}

  /** Throws the 400 that names the first bad field. */
  static void require(CreateVersionRequest request) {
    request.metrics().forEach((name, value) -> requireFinite("metrics." + name, value));
    List<Signature.Input> inputs = request.signature().inputs();
    for (int i = 0; i < inputs.size(); i++) {
      String field = "signature.inputs[" + i + "]";
      requireShape(field + ".shape", inputs.get(i).shape());
      Signature.Semantic semantic = inputs.get(i).semantic();
      if (semantic != null) {
        requireFinite(field + ".semantic.min", semantic.min());
        requireFinite(field + ".semantic.max", semantic.max());
        requireScalar(field + ".semantic.example", semantic.example());
      }
    }
    List<Signature.Output> outputs = request.signature().outputs();
    for (int i = 0; i < outputs.size(); i++) {
      requireShape("signature.outputs[" + i + "].shape", outputs.get(i).shape());
    }
    Map<String, JsonNode> hyperparameters = request.lineage().hyperparameters();
    if (hyperparameters != null) {
      hyperparameters.forEach(
          (name, value) -> requireScalar("lineage.hyperparameters." + name, value));
    }
  }

  private static void requireFinite(String field, Double value) {
    if (value != null && !Double.isFinite(value)) {
      throw ProblemException.invalid(field, "must be a finite number");
    }
  }

  private static void requireShape(String field, List<Long> shape) {
    if (shape.stream().anyMatch(size -> size < -1 || size == 0 || size > Integer.MAX_VALUE)) {
      throw ProblemException.invalid(field, "must hold sizes above 0, or -1 for any");
    }
  }

  private static void requireScalar(String field, JsonNode value) {
    if (value == null || value.isNull() || value.isBoolean()) {
      return;
    }
    boolean fine = value.isNumber() ? Double.isFinite(value.doubleValue()) : value.isTextual();
    if (!fine || value.asText().length() > LONGEST_VALUE) {
      throw ProblemException.invalid(
          field, "must be a number, a boolean or a text of at most 1000 characters");
    }
  }
}

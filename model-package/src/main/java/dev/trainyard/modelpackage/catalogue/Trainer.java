package dev.trainyard.modelpackage.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** A built-in trainer: what it can learn, and its hyperparameters. */
public record Trainer(
    Description description,
    List<String> targetKinds,
    boolean needsText,
    List<Hyperparameter> hyperparameters) {

  /** How people see the trainer. */
  public record Description(String task, String name, String title, String summary) {}

  public String task() {
    return description.task();
  }

  static Trainer parse(JsonNode node) {
    var kinds = new ArrayList<String>();
    node.get("target").get("kinds").forEach(kind -> kinds.add(kind.asText()));
    var parameters = new ArrayList<Hyperparameter>();
    node.get("hyperparameters").forEach(item -> parameters.add(Hyperparameter.parse(item)));
    var description =
        new Description(
            node.get("task").asText(),
            node.get("name").asText(),
            node.get("title").asText(),
            node.get("summary").asText());
    return new Trainer(
        description,
        List.copyOf(kinds),
        node.get("needs").get("text").asBoolean(),
        List.copyOf(parameters));
  }

  /** Checks given values and fills in defaults; a null or missing document means defaults only. */
  public ResolvedHyperparameters resolve(JsonNode given) throws HyperparameterException {
    var values = new LinkedHashMap<String, Object>();
    for (Hyperparameter parameter : hyperparameters) {
      JsonNode value = given == null ? null : given.get(parameter.name());
      values.put(
          parameter.name(),
          parameter.read(value == null || value.isNull() ? parameter.defaultValue() : value));
    }
    if (given != null && !given.isNull()) {
      refuseUnknown(given, values.keySet().stream().toList());
    }
    return new ResolvedHyperparameters(values);
  }

  private void refuseUnknown(JsonNode given, List<String> known) throws HyperparameterException {
    if (!given.isObject()) {
      throw new HyperparameterException("hyperparameters", "hyperparameters must be an object");
    }
    for (var field : given.properties()) {
      if (!known.contains(field.getKey())) {
        throw new HyperparameterException(
            field.getKey(),
            "unknown hyperparameter " + field.getKey() + "; known: " + String.join(", ", known));
      }
    }
  }
}

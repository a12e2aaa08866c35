package dev.trainyard.modelpackage.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One setting of a trainer with its type, default and accepted range. */
public record Hyperparameter(
    String name, Type type, JsonNode defaultValue, Bounds bounds, String help) {

  /** The JSON type of the value; the catalogue spells it in lower case. */
  public enum Type {
    INTEGER,
    NUMBER,
    BOOLEAN,
    CHOICE;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Range of a number, or the choices; what does not apply is null or empty. */
  public record Bounds(Double min, Double max, List<String> choices) {}

  static Hyperparameter parse(JsonNode node) {
    var choices = new ArrayList<String>();
    node.path("choices").forEach(choice -> choices.add(choice.asText()));
    var bounds =
        new Bounds(
            node.has("min") ? Double.valueOf(node.get("min").asDouble()) : null,
            node.has("max") ? Double.valueOf(node.get("max").asDouble()) : null,
            List.copyOf(choices));
    return new Hyperparameter(
        node.get("name").asText(),
        Type.valueOf(node.get("type").asText().toUpperCase(Locale.ROOT)),
        node.get("default"),
        bounds,
        node.get("help").asText());
  }

  /** The value as Integer, Double, Boolean or String. */
  Object read(JsonNode value) throws HyperparameterException {
    return switch (type) {
      case BOOLEAN -> {
        require(value.isBoolean(), "must be true or false");
        yield value.booleanValue();
      }
      case CHOICE -> {
        require(
            value.isTextual() && bounds.choices().contains(value.textValue()),
            "must be one of " + String.join(", ", bounds.choices()));
        yield value.textValue();
      }
      case INTEGER -> {
        require(
            value.isNumber() && isWhole(value.doubleValue()) && within(value.doubleValue()),
            "must be a whole number from " + text(bounds.min()) + " to " + text(bounds.max()));
        yield (int) value.doubleValue();
      }
      case NUMBER -> {
        require(
            value.isNumber() && within(value.doubleValue()),
            "must be a number from " + text(bounds.min()) + " to " + text(bounds.max()));
        yield value.doubleValue();
      }
    };
  }

  private boolean within(double value) {
    return value >= bounds.min() && value <= bounds.max();
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private void require(boolean holds, String rule) throws HyperparameterException {
    if (!holds) {
      throw new HyperparameterException(name, "hyperparameter " + name + " " + rule);
    }
  }

  private static String text(Double bound) {
    return isWhole(bound) ? Long.toString(bound.longValue()) : bound.toString();
  }
}

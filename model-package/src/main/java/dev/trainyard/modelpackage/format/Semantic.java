package dev.trainyard.modelpackage.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a tensor means to people, so that a form can ask for it. */
public record Semantic(
    Kind kind, List<String> categories, Double min, Double max, JsonNode example) {

  /** The kind of value; dates travel as days since 1970-01-01. */
  public enum Kind {
    NUMBER,
    CATEGORY,
    TEXT,
    BOOLEAN,
    DATE
  }

  public static Semantic of(Kind kind) {
    return new Semantic(kind, List.of(), null, null, null);
  }

  ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("kind", kind.name().toLowerCase(Locale.ROOT));
    if (!categories.isEmpty()) {
      categories.forEach(node.putArray("categories")::add);
    }
    if (min != null) {
      node.put("min", min);
    }
    if (max != null) {
      node.put("max", max);
    }
    if (example != null) {
      node.set("example", example);
    }
    return node;
  }

  static Semantic parse(JsonNode node) {
    if (node == null || !node.isObject()) {
      return null;
    }
    var categories = new ArrayList<String>();
    node.path("categories").forEach(item -> categories.add(item.asText()));
    return new Semantic(
        Kind.valueOf(node.path("kind").asText().toUpperCase(Locale.ROOT)),
        List.copyOf(categories),
        node.has("min") ? Double.valueOf(node.get("min").asDouble()) : null,
        node.has("max") ? Double.valueOf(node.get("max").asDouble()) : null,
        node.get("example"));
  }
}

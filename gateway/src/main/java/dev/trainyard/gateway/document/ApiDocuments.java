package dev.trainyard.gateway.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Makes one OpenAPI document (3.1) of those of several services. What has the same name and means
 * different things gets the service's name in front; what only the services may call is left out.
 */
public final class ApiDocuments {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final String SCHEMAS = "#/components/schemas/";
  private static final String INTERNAL = "/internal/";

  private final Map<String, JsonNode> byService = new TreeMap<>();

  /** Adds the document of a service, of which {@code service} is the name in front. */
  public ApiDocuments add(String service, JsonNode document) {
    byService.put(service, document);
    return this;
  }

  /** All of them as one. */
  public ObjectNode merged() {
    ObjectNode whole = NODES.objectNode();
    whole.put("openapi", "3.1.0");
    whole.putObject("info").put("title", "Trainyard").put("version", "v1");
    whole.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = whole.putObject("paths");
    ObjectNode components = whole.putObject("components");
    ObjectNode schemas = components.putObject("schemas");
    Set<String> ambiguousSchemas = ambiguousSchemas();
    Set<String> ambiguousIds = ambiguousIds();
    byService.forEach(
        (service, document) -> {
          JsonNode own = renamed(document, service, ambiguousSchemas);
          components(own)
              .properties()
              .forEach(
                  schema ->
                      schemas.set(
                          name(service, schema.getKey(), ambiguousSchemas), schema.getValue()));
          own.at("/components/securitySchemes")
              .properties()
              .forEach(
                  scheme ->
                      components
                          .withObject("/securitySchemes")
                          .set(scheme.getKey(), scheme.getValue()));
          addPaths(paths, service, own, ambiguousIds);
        });
    return whole;
  }

  private static void addPaths(
      ObjectNode paths, String service, JsonNode document, Set<String> ambiguousIds) {
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      if (!path.getKey().startsWith(INTERNAL)) {
        for (JsonNode operation : path.getValue()) {
          if (operation instanceof ObjectNode object && object.has("operationId")) {
            String id = object.get("operationId").asText();
            object.put("operationId", name(service, id, ambiguousIds));
          }
        }
        if (paths.putIfAbsent(path.getKey(), path.getValue()) != null) {
          throw new IllegalStateException("Two services describe " + path.getKey());
        }
      }
    }
  }

  private static String name(String service, String name, Set<String> ambiguous) {
    if (!ambiguous.contains(name)) {
      return name;
    }
    boolean type = Character.isUpperCase(name.charAt(0));
    String front = type ? capitalised(service) : service;
    return front + capitalised(name);
  }

  private static String capitalised(String name) {
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  /** A copy in which references lead to the new names. */
  private static JsonNode renamed(JsonNode node, String service, Set<String> ambiguous) {
    JsonNode copy = node.deepCopy();
    for (JsonNode parent : copy.findParents("$ref")) {
      String target = parent.get("$ref").asText();
      if (target.startsWith(SCHEMAS)) {
        String name = target.substring(SCHEMAS.length());
        ((ObjectNode) parent).put("$ref", SCHEMAS + name(service, name, ambiguous));
      }
    }
    return copy;
  }

  private static JsonNode components(JsonNode document) {
    return document.at("/components/schemas");
  }

  /** Names that differ between services, by themselves or by what they refer to. */
  private Set<String> ambiguousSchemas() {
    Set<String> ambiguous = new HashSet<>();
    Map<String, Set<JsonNode>> bodies = new TreeMap<>();
    for (JsonNode document : byService.values()) {
      components(document)
          .properties()
          .forEach(
              schema ->
                  bodies
                      .computeIfAbsent(schema.getKey(), _ -> new HashSet<>())
                      .add(schema.getValue()));
    }
    bodies.forEach(
        (name, different) -> {
          if (different.size() > 1) {
            ambiguous.add(name);
          }
        });
    boolean grew = true;
    while (grew) {
      grew =
          bodies.entrySet().stream()
              .filter(schema -> isShared(schema.getKey()))
              .filter(schema -> refersTo(schema.getValue(), ambiguous))
              .map(schema -> ambiguous.add(schema.getKey()))
              .reduce(false, Boolean::logicalOr);
    }
    return ambiguous;
  }

  private boolean isShared(String schema) {
    return byService.values().stream().filter(each -> components(each).has(schema)).count() > 1;
  }

  private static boolean refersTo(Set<JsonNode> bodies, Set<String> names) {
    return bodies.stream()
        .flatMap(body -> body.findValuesAsText("$ref").stream())
        .anyMatch(target -> names.contains(target.substring(target.lastIndexOf('/') + 1)));
  }

  private Set<String> ambiguousIds() {
    Set<String> seen = new TreeSet<>();
    Set<String> ambiguous = new TreeSet<>();
    for (JsonNode document : byService.values()) {
      List<String> ids = new ArrayList<>(document.path("paths").findValuesAsText("operationId"));
      ids.stream().filter(id -> !seen.add(id)).forEach(ambiguous::add);
    }
    return ambiguous;
  }
}

package dev.trainyard.modelpackage.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The content of model.json: what the model is, how it scored, and where it came from. */
public record ModelDescriptor(
    String task,
    Signature signature,
    List<String> labels,
    Map<String, Double> metrics,
    Map<String, PackagedFile> files,
    JsonNode lineage) {

  /** The only layout of model.json so far. */
  public static final int FORMAT = 1;

  public ObjectNode toJson() {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("format", FORMAT);
    node.put("task", task);
    node.set("signature", signature.toJson());
    if (!labels.isEmpty()) {
      labels.forEach(node.putArray("labels")::add);
    }
    ObjectNode scores = node.putObject("metrics");
    metrics.forEach(scores::put);
    ObjectNode listed = node.putObject("files");
    new TreeMap<>(files)
        .forEach(
            (path, file) ->
                listed
                    .putObject(path)
                    .put("sha256", file.sha256())
                    .put("sizeBytes", file.sizeBytes()));
    node.set("lineage", lineage);
    return node;
  }

  static ModelDescriptor parse(JsonNode node) throws PackageException {
    if (node.path("format").asInt() != FORMAT) {
      throw new PackageException(
          "model.json has format " + node.path("format").asText("none") + ", expected " + FORMAT);
    }
    var labels = new ArrayList<String>();
    node.path("labels").forEach(label -> labels.add(label.asText()));
    var metrics = new TreeMap<String, Double>();
    node.path("metrics")
        .properties()
        .forEach(entry -> metrics.put(entry.getKey(), entry.getValue().asDouble()));
    var files = new TreeMap<String, PackagedFile>();
    node.path("files")
        .properties()
        .forEach(
            entry ->
                files.put(
                    entry.getKey(),
                    new PackagedFile(
                        entry.getValue().path("sha256").asText(),
                        entry.getValue().path("sizeBytes").asLong(-1))));
    try {
      return new ModelDescriptor(
          node.path("task").asText(),
          Signature.parse(node.path("signature")),
          List.copyOf(labels),
          metrics,
          files,
          node.path("lineage"));
    } catch (IllegalArgumentException e) {
      throw new PackageException("model.json names an unknown type: " + e.getMessage());
    }
  }
}

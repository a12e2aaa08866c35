package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.model.serving.PackageFile;
import java.util.List;
import java.util.Optional;

/**
 * The files of a commit, and what its {@code model.json} says about them.
 *
 * @param description {@code model.json}, where there is one
 */
record PackageContent(List<PackageFile> files, Optional<JsonNode> description) {

  PackageContent {
    files = List.copyOf(files);
  }

  long sizeBytes() {
    return files.stream().mapToLong(PackageFile::sizeBytes).sum();
  }

  Optional<PackageFile> file(String path) {
    return files.stream().filter(file -> file.path().equals(path)).findFirst();
  }

  /** What runs the model, as its own description says or else its files suggest. */
  String framework() {
    String stated = description.map(node -> node.path("framework").asText("")).orElse("");
    if (stated.matches("[a-z0-9][a-z0-9._-]{0,62}")) {
      return stated;
    }
    if (files.stream().anyMatch(file -> file.path().endsWith(".onnx"))) {
      return "onnx";
    }
    if (files.stream().anyMatch(file -> file.path().endsWith(".safetensors"))) {
      return "safetensors";
    }
    return description.isPresent() ? "trainyard" : "unknown";
  }
}

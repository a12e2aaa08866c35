package dev.trainyard.model.version;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.model.serving.PackageFile;
import java.util.List;
import java.util.Optional;

/**
 * What is needed to serve a version.
 *
 * @param example its {@code example.json}
 */
public record ModelPackage(List<PackageFile> files, Optional<JsonNode> example) {

  public ModelPackage {
    files = List.copyOf(files);
  }
}

package dev.trainyard.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Holds a service to its committed contract: the document that the build wrote equals {@code
 * api/<service>.v1.yaml}. Run with {@code -Dapi.update} to rewrite the file after a wanted change.
 */
public final class OpenApiDocument {

  private static final Path GENERATED = Path.of("target", "openapi", "openapi.yaml");

  private OpenApiDocument() {}

  /** The committed contract of a service, seen from its module's directory. */
  public static Path committed(String service) {
    return Path.of("..", "api", service + ".v1.yaml");
  }

  /** Fails when the generated document differs from the committed one. */
  public static void check(String service) throws IOException {
    Path committed = committed(service);
    String generated = Files.readString(GENERATED);
    if (System.getProperty("api.update") != null) {
      Files.createDirectories(committed.getParent());
      Files.writeString(committed, generated);
    }
    assertThat(committed)
        .as("run with -Dapi.update to accept the change of the contract")
        .exists()
        .hasContent(generated);
  }
}

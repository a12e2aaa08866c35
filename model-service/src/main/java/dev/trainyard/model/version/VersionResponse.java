package dev.trainyard.model.version;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A version as clients see it.
 *
 * @param framework what runs it, as far as its files tell
 * @param sizeBytes of all its files together
 */
@Schema(name = "Version")
record VersionResponse(
    int number,
    String commit,
    String task,
    String framework,
    Map<String, Double> metrics,
    Signature signature,
    Lineage lineage,
    Instant createdAt,
    String createdBy,
    long sizeBytes) {

  static VersionResponse from(VersionEntity version) {
    return new VersionResponse(
        version.number(),
        version.commit(),
        version.task(),
        version.framework(),
        version.metrics(),
        version.signature(),
        version.lineage(),
        version.createdAt(),
        version.createdBy(),
        version.sizeBytes());
  }
}

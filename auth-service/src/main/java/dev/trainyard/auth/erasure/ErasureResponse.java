package dev.trainyard.auth.erasure;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How far a person is erased; complete when every service has acknowledged.
 *
 * @param pseudonym what stands in the person's place
 */
@Schema(name = "Erasure")
record ErasureResponse(
    UUID id, String pseudonym, Instant requestedAt, Instant completedAt, List<Step> steps) {

  ErasureResponse {
    steps = List.copyOf(steps);
  }
}

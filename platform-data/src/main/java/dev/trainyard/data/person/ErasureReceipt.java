package dev.trainyard.data.person;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That a service has erased a person, and how many things of each kind it changed. */
@Schema(name = "ErasureReceipt")
public record ErasureReceipt(UUID id, Instant at, Map<String, Long> counts) {

  public ErasureReceipt {
    counts = Map.copyOf(counts);
  }
}

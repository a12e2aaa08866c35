package dev.trainyard.data.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Entries of a service's trail that the collector does not have yet.
 *
 * @param entries in each chain without a gap, from the one after the collector's last
 * @param uncollected number of entries that the collector does not have, these included
 */
@Schema(name = "AuditPage")
public record AuditPage(List<Entry> entries, long uncollected) {

  public AuditPage {
    entries = List.copyOf(entries);
  }

  /**
   * One entry.
   *
   * @param hash in hexadecimal digits
   */
  @Schema(name = "AuditPageEntry")
  public record Entry(
      int chain,
      long seq,
      long id,
      Instant at,
      UUID actorId,
      String actor,
      String action,
      String target,
      String outcome,
      String requestId,
      Map<String, String> details,
      String hash) {}
}

package dev.trainyard.data.audit;

import java.time.Instant;
import java.util.List;

/**
 * What a seal states: at that time, the chains ended there.
 *
 * @param service short name of the service whose trail it is; null for auth-service's
 */
public record AuditSeal(String service, Instant at, List<Head> heads) {

  public AuditSeal {
    heads = List.copyOf(heads);
  }

  /**
   * The end of one chain.
   *
   * @param hash of the chain's last entry, in hexadecimal digits
   */
  public record Head(int chain, long seq, String hash) {}
}

package dev.trainyard.auth.seal;

import java.time.Instant;
import java.util.List;

/** What a seal states: at that time, the chains ended there. */
record Seal(Instant at, List<Head> heads) {

  Seal {
    heads = List.copyOf(heads);
  }

  /**
   * The end of one chain.
   *
   * @param hash of the chain's last entry, in hexadecimal digits
   */
  record Head(int chain, long seq, String hash) {}
}

package dev.trainyard.data.audit;

import java.util.Arrays;

/** Where a chain stands while its entries are checked one after the other. */
final class ChainState {

  private final int chain;
  private long seq;
  private byte[] hash;

  ChainState(int chain, long seq, byte[] hash) {
    this.chain = chain;
    this.seq = seq;
    this.hash = hash;
  }

  /** Checks the next entry and tells what is wrong with it, or null. */
  String advance(AuditLink link) {
    String finding = null;
    if (link.seq() != seq + 1) {
      finding =
          "chain %d: entries %d to %d are missing, before entry %d (id %d)"
              .formatted(chain, seq + 1, link.seq() - 1, link.seq(), link.id());
    } else if (!Arrays.equals(link.hashAfter(hash), link.hash())) {
      finding =
          "chain %d: entry %d (id %d) does not match its hash"
              .formatted(chain, link.seq(), link.id());
    }
    seq = link.seq();
    hash = link.hash();
    return finding == null ? link.changedText() : finding;
  }

  /** Compares with what the database says is the end, and tells what is wrong, or null. */
  String end(long headSeq, byte[] head) {
    if (headSeq != seq) {
      return "chain %d: it should end at entry %d and ends at %d".formatted(chain, headSeq, seq);
    }
    return Arrays.equals(head, hash)
        ? null
        : "chain %d: its end, entry %d, does not match the head".formatted(chain, seq);
  }
}

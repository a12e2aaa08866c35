package dev.trainyard.hub.storage;

import dev.trainyard.blob.BlobId;
import dev.trainyard.blob.BlobStore;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * Removes blobs that nothing refers to. Each one is locked, looked at again, and its file removed
 * before its row is: a crash in between leaves a row without a file, which the next run removes and
 * the next upload of that content repairs.
 */
@ApplicationScoped
public class BlobCollector {

  private static final int BATCH = 200;

  private final BlobLedger ledger;
  private final BlobStore store;
  private final BlobsConfig config;

  BlobCollector(BlobLedger ledger, BlobStore store, BlobsConfig config) {
    this.ledger = ledger;
    this.store = store;
    this.config = config;
  }

  @Scheduled(
      every = "${trainyard.blobs.collect-every:1h}",
      delayed = "5m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void scheduled() {
    int removed = collect(config.grace());
    if (removed > 0) {
      Log.infof("Removed %d blobs that nothing referred to", removed);
    }
  }

  /** Removes what has been unreferenced for the grace period, and returns how many blobs it was. */
  public int collect(Duration grace) {
    int removed = 0;
    String after = "";
    List<BlobId> batch = ledger.candidates(after, grace, BATCH);
    while (!batch.isEmpty()) {
      for (BlobId id : batch) {
        removed += QuarkusTransaction.requiringNew().call(() -> remove(id, grace)) ? 1 : 0;
      }
      after = batch.getLast().hex();
      batch = ledger.candidates(after, grace, BATCH);
    }
    return removed;
  }

  private boolean remove(BlobId id, Duration grace) {
    if (!ledger.claimForRemoval(id, grace)) {
      return false;
    }
    try {
      store.delete(id);
      return true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

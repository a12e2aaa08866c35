package dev.trainyard.hub.upload;

import dev.trainyard.blob.BlobStore;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Ends uploads that expired, and removes staged files that a crash left without an upload. */
@ApplicationScoped
class UploadJanitor {

  private static final int BATCH = 100;

  /** Staged files younger than this may belong to a request that is about to use them. */
  private static final Duration YOUNG = Duration.ofHours(1);

  private final UploadTable table;
  private final BlobStore store;
  private final UploadsConfig config;

  UploadJanitor(UploadTable table, BlobStore store, UploadsConfig config) {
    this.table = table;
    this.store = store;
    this.config = config;
  }

  @Scheduled(
      every = "${trainyard.uploads.sweep-every:10m}",
      delayed = "10s",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() throws IOException {
    List<UUID> expired = table.expire(BATCH);
    while (!expired.isEmpty()) {
      for (UUID id : expired) {
        store.discard(Upload.keyOf(id));
      }
      expired = table.expire(BATCH);
    }
    table.forget(config.memory());
    int strays = store.sweep(YOUNG, this::isClaimed);
    if (strays > 0) {
      Log.infof("Removed %d staged files that no upload claims", strays);
    }
  }

  private boolean isClaimed(String key) {
    String prefix = "upload-";
    return key.startsWith(prefix) && table.isOpen(UUID.fromString(key.substring(prefix.length())));
  }
}

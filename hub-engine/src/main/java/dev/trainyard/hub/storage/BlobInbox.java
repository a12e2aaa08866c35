package dev.trainyard.hub.storage;

import dev.trainyard.blob.Blob;
import dev.trainyard.blob.BlobStorageFullException;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.blob.StagedBlob;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.UUID;

/** The only way for content to become a blob: its row is touched before its file is published. */
@ApplicationScoped
public class BlobInbox {

  private final BlobStore store;
  private final BlobLedger ledger;

  BlobInbox(BlobStore store, BlobLedger ledger) {
    this.store = store;
    this.ledger = ledger;
  }

  /** Publishes staged content. */
  public Blob publish(StagedBlob staged) throws IOException {
    ledger.touch(new Blob(staged.digest(), staged.size()));
    return staged.publish();
  }

  /** Stores a small content, which nothing refers to yet; the grace period covers that. */
  public Blob store(byte[] content) {
    String key = "inline-" + UUID.randomUUID();
    try (StagedBlob staged = store.stage(key, 0)) {
      staged.append(ByteBuffer.wrap(content));
      return publish(staged);
    } catch (BlobStorageFullException e) {
      discard(key);
      throw StorageProblems.full(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void discard(String key) {
    try {
      store.discard(key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

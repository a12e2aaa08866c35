package dev.trainyard.hub.upload;

import dev.trainyard.blob.BlobId;
import dev.trainyard.blob.BlobStorageFullException;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.blob.StagedBlob;
import dev.trainyard.blob.StagedBlobBusyException;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.hub.storage.BlobInbox;
import dev.trainyard.hub.storage.StorageProblems;
import dev.trainyard.hub.upload.UploadTable.Lease;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Streams a request's body into an upload through one buffer. Two fences keep writers apart: the
 * lease's number in the database decides whose offset counts, the lock of the staging file decides
 * whose bytes go in. An offset is recorded only after its bytes were made durable.
 */
@ApplicationScoped
class UploadReceiver {

  private static final int BUFFER = 1 << 16;

  private final UploadTable table;
  private final BlobStore store;
  private final BlobInbox inbox;
  private final UploadsConfig config;

  UploadReceiver(UploadTable table, BlobStore store, BlobInbox inbox, UploadsConfig config) {
    this.table = table;
    this.store = store;
    this.inbox = inbox;
    this.config = config;
  }

  /**
   * Appends a body.
   *
   * @param checksum null when the client sent none
   * @return bytes that are durable afterwards
   */
  long append(Receipt receipt, long offset, InputStream body, Checksum checksum) {
    Upload upload = receipt.upload();
    Lease lease = table.lease(upload.id(), config.lease()).orElseThrow(UploadReceiver::busy);
    try {
      if (lease.received() != offset) {
        throw ProblemException.conflict(
            "The upload is at offset %d, not %d".formatted(lease.received(), offset));
      }
      try (StagedBlob staged = store.stage(upload.key(), offset)) {
        receive(receipt, lease, staged, body, checksum);
        return staged.size();
      }
    } catch (StagedBlobBusyException e) {
      throw busy();
    } catch (BlobStorageFullException e) {
      throw StorageProblems.full(e);
    } catch (BodyCutException e) {
      throw ProblemException.of(
          ProblemType.INVALID_INPUT, "The body was cut off; what arrived is kept", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      table.release(lease);
    }
  }

  private void receive(
      Receipt receipt, Lease lease, StagedBlob staged, InputStream body, Checksum checksum)
      throws IOException {
    Upload upload = receipt.upload();
    long start = staged.size();
    try {
      copy(upload, lease, staged, body, checksum);
      if (checksum != null) {
        checksum.verify();
      }
    } catch (BodyCutException e) {
      Log.debugf("Upload %s was cut at %d", upload.id(), staged.size());
      keep(lease, staged, checksum == null ? staged.size() : start);
      throw e;
    } catch (BlobStorageFullException e) {
      keep(lease, staged, checksum == null ? staged.size() : start);
      throw e;
    } catch (ProblemException e) {
      staged.truncate(start);
      throw e;
    }
    if (staged.size() == upload.length()) {
      finish(receipt, lease, staged);
    } else {
      keep(lease, staged, staged.size());
    }
  }

  private void copy(
      Upload upload, Lease lease, StagedBlob staged, InputStream body, Checksum checksum)
      throws IOException {
    byte[] buffer = new byte[BUFFER];
    long durable = staged.size();
    long renewed = System.nanoTime();
    for (int read = read(body, buffer); read >= 0; read = read(body, buffer)) {
      if (read > upload.length() - staged.size()) {
        throw ProblemException.of(
            ProblemType.TOO_LARGE, "The body goes beyond Upload-Length " + upload.length());
      }
      staged.append(ByteBuffer.wrap(buffer, 0, read));
      if (checksum != null) {
        checksum.update(buffer, read);
      }
      if (isDue(renewed) || staged.size() - durable >= config.checkpointBytes()) {
        checkpoint(lease, staged, checksum);
        durable = staged.size();
        renewed = System.nanoTime();
      }
    }
  }

  private boolean isDue(long since) {
    return Duration.ofNanos(System.nanoTime() - since).multipliedBy(4).compareTo(config.lease())
        > 0;
  }

  /** A checksum speaks of the whole body, so its bytes count only once they were compared. */
  private void checkpoint(Lease lease, StagedBlob staged, Checksum checksum) throws IOException {
    if (checksum == null) {
      keep(lease, staged, staged.size());
    } else if (!table.renew(lease, config.lease())) {
      throw busy();
    }
  }

  private void keep(Lease lease, StagedBlob staged, long size) throws IOException {
    if (size < staged.size()) {
      staged.truncate(size);
    }
    staged.sync();
    if (!table.advance(lease, size, config.lease(), config.life())) {
      throw busy();
    }
  }

  private void finish(Receipt receipt, Lease lease, StagedBlob staged) throws IOException {
    Upload upload = receipt.upload();
    BlobId id = staged.digest();
    if (upload.expectedSha256() != null && !upload.expectedSha256().equals(id.hex())) {
      keep(lease, staged, 0);
      throw ProblemException.of(
          ProblemType.CHECKSUM_MISMATCH,
          "The content hashes to " + id + ", not to the sha256 of Upload-Metadata; it was dropped");
    }
    staged.sync();
    if (!table.whole(lease, id.hex(), config.life())) {
      throw busy();
    }
    inbox.publish(staged);
    complete(receipt);
  }

  private void complete(Receipt receipt) {
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (table.complete(receipt.upload().id())) {
                receipt.completed().run();
              }
            });
  }

  /**
   * An upload that is being received.
   *
   * @param completed what else happens in the transaction that completes it
   */
  record Receipt(Upload upload, Runnable completed) {}

  /** Publishes an upload whose bytes are all there, where a crash kept that from happening. */
  void resumePublishing(Receipt receipt) {
    Upload upload = receipt.upload();
    try {
      if (store.find(new BlobId(upload.sha256())).isEmpty()) {
        try (StagedBlob staged = store.stage(upload.key(), upload.length())) {
          inbox.publish(staged);
        }
      }
      complete(receipt);
      store.discard(upload.key());
    } catch (StagedBlobBusyException e) {
      Log.debugf("Upload %s is being published by another request", upload.id());
    } catch (BlobStorageFullException e) {
      throw StorageProblems.full(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int read(InputStream body, byte[] buffer) throws BodyCutException {
    try {
      return body.read(buffer);
    } catch (IOException e) {
      throw new BodyCutException(e);
    }
  }

  private static ProblemException busy() {
    return ProblemException.retryLater(
        ProblemType.LOCKED, "Another request writes to this upload", Duration.ofSeconds(2));
  }
}

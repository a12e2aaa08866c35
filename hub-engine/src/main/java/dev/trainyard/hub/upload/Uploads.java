package dev.trainyard.hub.upload;

import dev.trainyard.blob.BlobStorageFullException;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.hub.repository.HubChange;
import dev.trainyard.hub.repository.HubTrail;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.storage.StorageProblems;
import dev.trainyard.hub.upload.Upload.State;
import dev.trainyard.hub.upload.UploadReceiver.Receipt;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The life of resumable uploads. An upload belongs to the user who began it: nobody else sees it,
 * and only its content, never a hash, makes a file of it.
 */
@ApplicationScoped
public class Uploads {

  private final UploadTable table;
  private final UploadReceiver receiver;
  private final BlobStore store;
  private final UploadsConfig config;
  private final HubTrail trail;

  Uploads(
      UploadTable table,
      UploadReceiver receiver,
      BlobStore store,
      UploadsConfig config,
      HubTrail trail) {
    this.table = table;
    this.receiver = receiver;
    this.store = store;
    this.config = config;
    this.trail = trail;
  }

  /** Most bytes of one upload. */
  public long maxBytes() {
    return config.maxBytes();
  }

  /** Algorithms of {@code Upload-Checksum}, comma-separated. */
  public String checksumAlgorithms() {
    return Checksum.ALGORITHMS;
  }

  /**
   * Begins an upload.
   *
   * @param metadata value of {@code Upload-Metadata}, or null
   */
  public Upload create(Caller caller, RepositoryRef repository, long length, String metadata) {
    UploadMetadata parsed = UploadMetadata.parse(metadata);
    if (length > config.maxBytes()) {
      throw ProblemException.of(
          ProblemType.TOO_LARGE, "An upload has at most " + config.maxBytes() + " bytes");
    }
    requireSpace(length);
    UUID id = UUID.randomUUID();
    QuarkusTransaction.requiringNew().run(() -> insert(caller, repository, id, length, parsed));
    if (length == 0) {
      receiver.append(
          receipt(caller, repository, get(caller, repository, id)),
          0,
          InputStream.nullInputStream(),
          null);
    }
    return get(caller, repository, id);
  }

  private void insert(
      Caller caller, RepositoryRef repository, UUID id, long length, UploadMetadata metadata) {
    table.lockOwner(caller.subject());
    if (table.openOf(caller.subject(), config.maxOpenPerUser()) >= config.maxOpenPerUser()) {
      throw ProblemException.of(
          ProblemType.TOO_MANY_REQUESTS,
          "You have %d open uploads; commit or delete some first"
              .formatted(config.maxOpenPerUser()));
    }
    table.insert(
        id, repository, caller.subject(), metadata, new UploadTable.NewSize(length, config.life()));
    record(caller, HubChange.UPLOAD_BEGIN, repository, id);
  }

  private void record(Caller caller, HubChange change, RepositoryRef repository, UUID upload) {
    trail.changed(caller, change, repository.fullName(), Map.of("upload", upload.toString()));
  }

  private Receipt receipt(Caller caller, RepositoryRef repository, Upload upload) {
    return new Receipt(
        upload, () -> record(caller, HubChange.UPLOAD_FINISH, repository, upload.id()));
  }

  private void requireSpace(long bytes) {
    try {
      store.requireSpace(bytes);
    } catch (BlobStorageFullException e) {
      throw StorageProblems.full(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The caller's upload; 404 when there is none, 410 when it expired. */
  public Upload get(Caller caller, RepositoryRef repository, UUID id) {
    Upload upload = find(caller, repository, id);
    if (upload.state() == State.PUBLISHING) {
      receiver.resumePublishing(receipt(caller, repository, upload));
      return find(caller, repository, id);
    }
    return upload;
  }

  private Upload find(Caller caller, RepositoryRef repository, UUID id) {
    Upload upload =
        table
            .find(repository, caller.subject(), id)
            .orElseThrow(() -> ProblemException.notFound("Upload", id));
    if (upload.state() == State.EXPIRED || upload.expiresAt().isBefore(Instant.now())) {
      throw ProblemException.of(ProblemType.GONE, "Upload " + id + " expired");
    }
    return upload;
  }

  public Page<UploadResponse> list(
      Caller caller, RepositoryRef repository, String cursor, int limit) {
    Cursor after = Cursor.decode(cursor, 2);
    return Page.of(
        table.list(repository, caller.subject(), after, limit + 1),
        limit,
        Upload::response,
        upload -> Cursor.of(upload.createdAt(), upload.id()));
  }

  /** Appends a request's body and returns the upload with its new offset. */
  public Upload append(Caller caller, RepositoryRef repository, Chunk chunk, InputStream body) {
    Checksum checksum = Checksum.parse(chunk.checksum());
    Upload upload = get(caller, repository, chunk.upload());
    if (chunk.offset() != upload.received()) {
      throw ProblemException.conflict(
          "The upload is at offset %d, not %d".formatted(upload.received(), chunk.offset()));
    }
    if (chunk.length() > upload.missing()) {
      throw ProblemException.of(
          ProblemType.TOO_LARGE, "The body goes beyond Upload-Length " + upload.length());
    }
    if (upload.state() == State.RECEIVING) {
      receiver.append(receipt(caller, repository, upload), chunk.offset(), body, checksum);
    }
    return get(caller, repository, chunk.upload());
  }

  /**
   * What a request appends.
   *
   * @param length of the body as announced, or -1
   * @param checksum value of {@code Upload-Checksum}, or null
   */
  public record Chunk(UUID upload, long offset, long length, String checksum) {}

  /** Ends an upload and drops what was received. */
  public void delete(Caller caller, RepositoryRef repository, UUID id) {
    Upload upload = find(caller, repository, id);
    if (upload.state() == State.RECEIVING && table.lease(id, config.lease()).isEmpty()) {
      throw ProblemException.of(ProblemType.LOCKED, "Another request writes to this upload");
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              if (table.delete(id) > 0) {
                record(caller, HubChange.UPLOAD_DROP, repository, id);
              }
            });
    discard(id);
  }

  /** Uploads that may be committed, locked until the caller's transaction ends. */
  @Transactional(TxType.MANDATORY)
  public List<Upload> lockComplete(Caller caller, RepositoryRef repository, Collection<UUID> ids) {
    return table.lockComplete(repository, caller.subject(), ids);
  }

  /** Removes uploads that were committed, within the transaction that commits them. */
  @Transactional(TxType.MANDATORY)
  public void consume(Collection<Upload> uploads) {
    uploads.forEach(upload -> table.delete(upload.id()));
  }

  private void discard(UUID id) {
    try {
      store.discard(Upload.keyOf(id));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

package dev.trainyard.hub.upload;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.hub.repository.RepositoryRef;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Statements over {@code hub_upload}. The database's clock is the one that all replicas share. */
@ApplicationScoped
class UploadTable {

  private static final String INSERT =
      "INSERT INTO hub_upload (id, repository_id, owner_id, filename, metadata, length,"
          + " expected_sha256, created_at, expires_at)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, now(), now() + ? * interval '1 second')";
  private static final String LEASE =
      "UPDATE hub_upload SET fence = fence + 1, leased_until = now() + ? * interval '1 second'"
          + " WHERE id = ? AND state = 'receiving' AND expires_at > now()"
          + " AND (leased_until IS NULL OR leased_until < now()) RETURNING fence, received";
  private static final String ADVANCE =
      "UPDATE hub_upload SET received = ?, leased_until = now() + ? * interval '1 second',"
          + " expires_at = now() + ? * interval '1 second' WHERE id = ? AND fence = ?";
  private static final String WHOLE =
      "UPDATE hub_upload SET received = length, state = 'publishing', sha256 = ?,"
          + " expires_at = now() + ? * interval '1 second' WHERE id = ? AND fence = ?";
  private static final String EXPIRE =
      "UPDATE hub_upload SET state = 'expired', sha256 = NULL WHERE id IN (SELECT id FROM hub_upload"
          + " WHERE expires_at < now() AND state <> 'expired'"
          + " AND (leased_until IS NULL OR leased_until < now())"
          + " ORDER BY expires_at LIMIT ? FOR UPDATE SKIP LOCKED) RETURNING id";

  private final Sql sql;

  UploadTable(Sql sql) {
    this.sql = sql;
  }

  /** The right to move an upload's offset, which a later lease takes away. */
  record Lease(UUID upload, long fence, long received) {}

  void insert(
      UUID id, RepositoryRef repository, UUID owner, UploadMetadata metadata, NewSize size) {
    sql.update(
        INSERT,
        id,
        repository.id(),
        owner,
        metadata.filename(),
        metadata.header(),
        size.length(),
        metadata.sha256().orElse(null),
        size.life().toSeconds());
  }

  /** How large an upload will be and how long it lives. */
  record NewSize(long length, Duration life) {}

  Optional<Upload> find(RepositoryRef repository, UUID owner, UUID id) {
    return sql.first(
        "SELECT * FROM hub_upload WHERE id = ? AND repository_id = ? AND owner_id = ?",
        Upload::from,
        id,
        repository.id(),
        owner);
  }

  List<Upload> list(RepositoryRef repository, UUID owner, Cursor after, int rows) {
    Instant before = after == null ? Instant.parse("9999-01-01T00:00:00Z") : after.instant(0);
    return sql.list(
        "SELECT * FROM hub_upload WHERE repository_id = ? AND owner_id = ? AND state <> 'expired'"
            + " AND (created_at, id) < (?, ?) ORDER BY created_at DESC, id DESC LIMIT ?",
        Upload::from,
        repository.id(),
        owner,
        before,
        after == null ? new UUID(-1, -1) : after.uuid(1),
        rows);
  }

  /** Uploads of a user that take up room; counting stops at {@code most}. */
  long openOf(UUID owner, int most) {
    return sql.first(
            "SELECT count(*) AS n FROM (SELECT 1 FROM hub_upload WHERE owner_id = ?"
                + " AND state <> 'expired' AND expires_at > now() LIMIT ?) AS open",
            row -> row.number("n"),
            owner,
            most)
        .orElseThrow();
  }

  /** Serialises a user's creations until the transaction ends, so that counting them holds. */
  void lockOwner(UUID owner) {
    sql.first(
        "SELECT pg_advisory_xact_lock(hashtextextended('hub_upload ' || ?::text, 0))",
        row -> true,
        owner);
  }

  /** Takes the upload for one writer; empty when another one has it. */
  Optional<Lease> lease(UUID id, Duration time) {
    return sql.first(
        LEASE,
        row -> new Lease(id, row.number("fence"), row.number("received")),
        time.toSeconds(),
        id);
  }

  /** Makes progress count and keeps the lease; false when the lease was lost. */
  boolean advance(Lease lease, long received, Duration time, Duration life) {
    return sql.update(
            ADVANCE, received, time.toSeconds(), life.toSeconds(), lease.upload(), lease.fence())
        == 1;
  }

  /** Keeps the lease without moving the offset; false when it was lost. */
  boolean renew(Lease lease, Duration time) {
    return sql.update(
            "UPDATE hub_upload SET leased_until = now() + ? * interval '1 second'"
                + " WHERE id = ? AND fence = ?",
            time.toSeconds(),
            lease.upload(),
            lease.fence())
        == 1;
  }

  void release(Lease lease) {
    sql.update(
        "UPDATE hub_upload SET leased_until = NULL WHERE id = ? AND fence = ?",
        lease.upload(),
        lease.fence());
  }

  boolean whole(Lease lease, String sha256, Duration life) {
    return sql.update(WHOLE, sha256, life.toSeconds(), lease.upload(), lease.fence()) == 1;
  }

  /** Whether this call completed it. */
  boolean complete(UUID id) {
    return sql.update(
            "UPDATE hub_upload SET state = 'complete' WHERE id = ? AND state = 'publishing'", id)
        == 1;
  }

  int delete(UUID id) {
    return sql.update("DELETE FROM hub_upload WHERE id = ?", id);
  }

  /** Locks complete uploads until the transaction ends. */
  List<Upload> lockComplete(RepositoryRef repository, UUID owner, Collection<UUID> ids) {
    return sql.list(
        "SELECT * FROM hub_upload WHERE id = ANY(?::uuid[]) AND repository_id = ? AND owner_id = ?"
            + " AND state = 'complete' AND expires_at > now() ORDER BY id FOR UPDATE",
        Upload::from,
        ids.stream().map(UUID::toString).toArray(String[]::new),
        repository.id(),
        owner);
  }

  List<UUID> expire(int most) {
    return sql.list(EXPIRE, row -> row.uuid("id"), most);
  }

  void forget(Duration memory) {
    sql.update(
        "DELETE FROM hub_upload WHERE state = 'expired'"
            + " AND expires_at < now() - ? * interval '1 second'",
        memory.toSeconds());
  }

  /** Whether staged content still belongs to an upload. */
  boolean isOpen(UUID id) {
    return sql.first(
            "SELECT 1 FROM hub_upload WHERE id = ? AND state IN ('receiving', 'publishing')",
            row -> true,
            id)
        .isPresent();
  }
}

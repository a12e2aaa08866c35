package dev.trainyard.hub.storage;

import dev.trainyard.blob.Blob;
import dev.trainyard.blob.BlobId;
import dev.trainyard.hub.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.util.List;

/**
 * The database's side of the blob store. The rule that keeps blobs and rows in step: touch the row,
 * then publish the file, then refer to it, all within the collector's grace period.
 */
@ApplicationScoped
public class BlobLedger {

  private static final String TOUCH =
      "INSERT INTO hub_blob (sha256, size_bytes, touched_at) VALUES (?, ?, now())"
          + " ON CONFLICT (sha256) DO UPDATE SET touched_at = now()";
  private static final String UNREFERENCED =
      " NOT EXISTS (SELECT 1 FROM hub_entry e WHERE e.sha256 = b.sha256)"
          + " AND NOT EXISTS (SELECT 1 FROM hub_upload u WHERE u.sha256 = b.sha256)";
  private static final String CANDIDATES =
      "SELECT sha256 FROM hub_blob b WHERE sha256 > ? AND touched_at < now() - ? * interval '1 second'"
          + " AND"
          + UNREFERENCED
          + " ORDER BY sha256 LIMIT ?";
  private static final String LOCK =
      "SELECT sha256 FROM hub_blob b WHERE sha256 = ?"
          + " AND touched_at < now() - ? * interval '1 second' FOR UPDATE SKIP LOCKED";
  private static final String STILL_UNREFERENCED =
      "SELECT sha256 FROM hub_blob b WHERE sha256 = ? AND" + UNREFERENCED;
  private static final String DELETE = "DELETE FROM hub_blob WHERE sha256 = ?";

  private final Sql sql;

  BlobLedger(Sql sql) {
    this.sql = sql;
  }

  /**
   * Announces a blob before it is published. When the collector is removing that very blob, this
   * waits until it is gone, so that publishing makes it anew.
   */
  @Transactional(TxType.REQUIRES_NEW)
  public void touch(Blob blob) {
    sql.update(TOUCH, blob.id().hex(), blob.sizeBytes());
  }

  /** Blobs after {@code after} that nothing has referred to for the grace period. */
  List<BlobId> candidates(String after, Duration grace, int most) {
    return sql.list(
        CANDIDATES, row -> new BlobId(row.text("sha256")), after, grace.toSeconds(), most);
  }

  /** Locks and removes the row if the blob is still unused; the file may go before the commit. */
  boolean claimForRemoval(BlobId id, Duration grace) {
    return sql.first(LOCK, row -> true, id.hex(), grace.toSeconds()).isPresent()
        && sql.first(STILL_UNREFERENCED, row -> true, id.hex()).isPresent()
        && sql.update(DELETE, id.hex()) == 1;
  }
}

package dev.trainyard.dataset.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.blob.BlobId;
import dev.trainyard.dataset.table.TableFormat;
import dev.trainyard.hub.sql.Row;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.hub.tree.FileEntry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;

/** Statements over {@code dataset_profile}. */
@ApplicationScoped
class ProfileTable {

  private static final String REQUEST =
      "INSERT INTO dataset_profile (sha256, format, bytes_total, created_at)"
          + " VALUES (?, ?, ?, now()) ON CONFLICT DO NOTHING";
  private static final String CLAIM =
      "UPDATE dataset_profile SET status = 'computing', bytes_read = 0, fence = fence + 1,"
          + " attempts = attempts + 1, leased_until = now() + ? * interval '1 second'"
          + " WHERE (sha256, format) = (SELECT sha256, format FROM dataset_profile"
          + " WHERE status = 'pending' OR (status = 'computing' AND leased_until < now())"
          + " ORDER BY created_at LIMIT 1 FOR UPDATE SKIP LOCKED)"
          + " RETURNING sha256, format, bytes_total, fence, attempts";
  private static final String PROGRESS =
      "UPDATE dataset_profile SET bytes_read = ?, leased_until = now() + ? * interval '1 second'"
          + " WHERE sha256 = ? AND format = ? AND fence = ?";
  private static final String FINISH =
      "UPDATE dataset_profile SET status = ?, bytes_read = bytes_total, result = ?,"
          + " leased_until = NULL WHERE sha256 = ? AND format = ? AND fence = ?";

  private final Sql sql;
  private final ObjectMapper json;

  ProfileTable(Sql sql, ObjectMapper json) {
    this.sql = sql;
    this.json = json;
  }

  /** A profile as stored; {@code result} null while it is not finished. */
  record Stored(ProfileStatus status, long bytesRead, long bytesTotal, ProfileResult result) {}

  /** Queues the profile of a file unless its content has one already. */
  void request(FileEntry file, TableFormat format) {
    sql.update(REQUEST, file.blob().hex(), format.text(), file.sizeBytes());
  }

  Optional<Stored> find(BlobId blob, TableFormat format) {
    return sql.first(
        "SELECT status, bytes_read, bytes_total, result FROM dataset_profile"
            + " WHERE sha256 = ? AND format = ?",
        row ->
            new Stored(
                ProfileStatus.fromText(row.text("status")),
                row.number("bytes_read"),
                row.number("bytes_total"),
                parsed(row.text("result"))),
        blob.hex(),
        format.text());
  }

  Optional<ProfileJob> claim(Duration lease) {
    return sql.first(CLAIM, ProfileTable::job, lease.toSeconds());
  }

  private static ProfileJob job(Row row) throws SQLException {
    return new ProfileJob(
        new BlobId(row.text("sha256")),
        TableFormat.fromText(row.text("format")),
        row.number("bytes_total"),
        row.number("fence"),
        row.integer("attempts"));
  }

  /** Reports progress and keeps the lease; false when another process has the job. */
  boolean progress(ProfileJob job, long bytesRead, Duration lease) {
    return sql.update(
            PROGRESS,
            bytesRead,
            lease.toSeconds(),
            job.blob().hex(),
            job.format().text(),
            job.fence())
        == 1;
  }

  void finish(ProfileJob job, ProfileResult result) {
    try {
      sql.update(
          FINISH,
          (result.problem() == null ? ProfileStatus.READY : ProfileStatus.FAILED).text(),
          json.writeValueAsString(result),
          job.blob().hex(),
          job.format().text(),
          job.fence());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private ProfileResult parsed(String result) {
    try {
      return result == null ? null : json.readValue(result, ProfileResult.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}

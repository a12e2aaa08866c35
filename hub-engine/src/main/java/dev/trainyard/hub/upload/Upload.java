package dev.trainyard.hub.upload;

import dev.trainyard.hub.sql.Row;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A resumable upload.
 *
 * @param metadata the header as the client sent it
 * @param received bytes that are durable, which is the offset to go on at
 * @param expectedSha256 what the client says the content will hash to, or null
 * @param sha256 hash of the whole content, null until it is there
 */
public record Upload(
    UUID id,
    UUID repositoryId,
    String filename,
    String metadata,
    long length,
    long received,
    State state,
    String expectedSha256,
    String sha256,
    Instant createdAt,
    Instant expiresAt) {

  /** How far an upload is. */
  public enum State {
    /** Bytes are missing. */
    RECEIVING,
    /** All bytes are durable, but it is not sure that they are a blob yet. */
    PUBLISHING,
    /** A blob, to be committed before the upload expires. */
    COMPLETE,
    /** Came to nothing; remembered for a while to say so. */
    EXPIRED
  }

  static Upload from(Row row) throws SQLException {
    return new Upload(
        row.uuid("id"),
        row.uuid("repository_id"),
        row.text("filename"),
        row.text("metadata"),
        row.number("length"),
        row.number("received"),
        State.valueOf(row.text("state").toUpperCase(Locale.ROOT)),
        row.text("expected_sha256"),
        row.text("sha256"),
        row.instant("created_at"),
        row.instant("expires_at"));
  }

  /** Key of the upload's staged content. */
  String key() {
    return keyOf(id);
  }

  static String keyOf(UUID id) {
    return "upload-" + id;
  }

  long missing() {
    return length - received;
  }

  /** As its owner sees it. */
  public UploadResponse response() {
    return new UploadResponse(
        id,
        filename,
        length,
        received,
        sha256,
        state == State.COMPLETE ? "complete" : "receiving",
        createdAt,
        expiresAt);
  }
}

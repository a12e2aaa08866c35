package dev.trainyard.data.audit;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.UUID;

/**
 * One stored entry with everything that its hash covers; the same bytes as the function {@code
 * audit_append} hashes, defined in {@code docs/reference/audit.md}.
 */
final class AuditLink {

  static final String COLUMNS =
      "id, chain, seq, at, actor_id, actor, actor_salt, actor_commitment, action, target,"
          + " target_salt, target_commitment, outcome, request_id, details::text, details_salt,"
          + " details_commitment, hash";

  private final long id;
  private final int chain;
  private final long seq;
  private final Instant at;
  private final UUID actorId;
  private final String action;
  private final String outcome;
  private final String requestId;
  private final Text actor;
  private final Text target;
  private final Text details;
  private final byte[] hash;

  /** Reads a row with {@link #COLUMNS}. */
  AuditLink(ResultSet row) throws SQLException {
    this.id = row.getLong(1);
    this.chain = row.getInt(2);
    this.seq = row.getLong(3);
    this.at = row.getObject(4, OffsetDateTime.class).toInstant();
    this.actorId = row.getObject(5, UUID.class);
    this.actor = new Text(row, 6);
    this.action = row.getString(9);
    this.target = new Text(row, 10);
    this.outcome = row.getString(13);
    this.requestId = row.getString(14);
    this.details = new Text(row, 15);
    this.hash = row.getBytes(18);
  }

  long id() {
    return id;
  }

  int chain() {
    return chain;
  }

  long seq() {
    return seq;
  }

  /** The stored hash, not to be changed. */
  byte[] hash() {
    return hash;
  }

  /** The hash that this entry has to have after an entry with the hash {@code before}. */
  byte[] hashAfter(byte[] before) {
    ByteBuffer numbers =
        ByteBuffer.allocate(Short.BYTES + Long.BYTES + Long.BYTES)
            .putShort((short) chain)
            .putLong(seq)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, at));
    return digest(
        before,
        numbers.array(),
        sized(actorId == null ? null : actorId.toString()),
        sized(action),
        sized(outcome),
        sized(requestId),
        actor.commitment,
        target.commitment,
        details.commitment);
  }

  /** Tells which text is not the one that was written, or null. */
  String changedText() {
    String field = null;
    if (!actor.kept()) {
      field = "actor";
    } else if (!target.kept()) {
      field = "target";
    } else if (!details.kept()) {
      field = "details";
    }
    return field == null
        ? null
        : "chain %d: the %s of entry %d (id %d) was changed".formatted(chain, field, seq, id);
  }

  private static byte[] sized(String text) {
    if (text == null) {
      return ByteBuffer.allocate(Integer.BYTES).putInt(-1).array();
    }
    byte[] bytes = bytes(text);
    return ByteBuffer.allocate(Integer.BYTES + bytes.length)
        .putInt(bytes.length)
        .put(bytes)
        .array();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] digest(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return digest.digest();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", e);
    }
  }

  /** A text that may be erased, together with its salt; the commitment stays. */
  private static final class Text {

    private final String value;
    private final byte[] salt;
    private final byte[] commitment;

    Text(ResultSet row, int column) throws SQLException {
      this.value = row.getString(column);
      this.salt = row.getBytes(column + 1);
      this.commitment = row.getBytes(column + 2);
    }

    boolean kept() {
      return value == null || Arrays.equals(commitment, digest(salt, bytes(value)));
    }
  }
}

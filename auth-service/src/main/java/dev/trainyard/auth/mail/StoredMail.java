package dev.trainyard.auth.mail;

import java.time.Instant;
import java.util.UUID;

/**
 * A mail that this replica has claimed.
 *
 * @param attempt which one this is, from 1; also the fence of whoever marks its outcome
 */
record StoredMail(
    UUID id,
    String kind,
    String to,
    String subject,
    String text,
    Instant createdAt,
    int attempt,
    String messageId) {

  /** Keeps the link in the text, and the address, out of every log. */
  @Override
  public String toString() {
    return "StoredMail[" + id + "]";
  }
}

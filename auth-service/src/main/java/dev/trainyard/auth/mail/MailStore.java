package dev.trainyard.auth.mail;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * The table of mails. A claim pushes the next attempt past the lease in the statement that reads
 * the mail, so no other replica takes it meanwhile; the number of the attempt is the fence.
 */
@ApplicationScoped
class MailStore {

  private static final String ADD =
      """
      INSERT INTO mail (id, kind, account_id, recipient, subject, body, state, attempts,
                        next_try_at, created_at, expires_at)
      VALUES (:id, :kind, :account, :to, :subject, :text, 'WAITING', 0, :now, :now, :end)""";

  private static final String CLAIM =
      """
      UPDATE mail SET attempts = attempts + 1, next_try_at = :lease WHERE id = (
        SELECT id FROM mail
        WHERE state = 'WAITING' AND next_try_at <= :now
        ORDER BY next_try_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, kind, recipient, subject, body, created_at, attempts""";

  private static final String WAITING =
      "SELECT count(*) FROM (SELECT 1 FROM mail WHERE state = 'WAITING' LIMIT :most) AS counted";

  private static final String RETRY =
      "UPDATE mail SET next_try_at = :at WHERE id = :id AND attempts = :attempt"
          + " AND state = 'WAITING'";

  /** What a link opens must not lie about once nobody needs it, nor whom it was for. */
  private static final String END =
      """
      UPDATE mail SET state = :state, body = NULL, subject = NULL, recipient = NULL
      WHERE id = :id AND attempts = :attempt AND state = 'WAITING'""";

  private static final String END_EXPIRED =
      """
      UPDATE mail SET state = 'DEAD', body = NULL, subject = NULL, recipient = NULL
      WHERE state = 'WAITING' AND expires_at <= :now""";

  private final Session database;
  private final PublicLinks links;

  MailStore(Session database, PublicLinks links) {
    this.database = database;
    this.links = links;
  }

  @Transactional(TxType.MANDATORY)
  void add(UUID id, Letter letter, Instant now) {
    database
        .createNativeMutationQuery(ADD)
        .setParameter("id", id)
        .setParameter("kind", letter.kind())
        .setParameter("account", letter.account(), UUID.class)
        .setParameter("to", letter.to())
        .setParameter("subject", letter.subject())
        .setParameter("text", letter.text())
        .setParameter("now", now)
        .setParameter("end", now.plus(letter.life()))
        .executeUpdate();
  }

  /** How many wait, counted up to {@code most}. */
  @Transactional
  long waiting(int most) {
    return database
        .createNativeQuery(WAITING, Long.class)
        .setParameter("most", most)
        .getSingleResult();
  }

  /** The next mail that is due, for nobody else before {@code lease}. */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<StoredMail> claim(Instant now, Instant lease) {
    return database
        .createNativeQuery(CLAIM, Tuple.class)
        .setParameter("now", now)
        .setParameter("lease", lease)
        .uniqueResultOptional()
        .map(this::mail);
  }

  @Transactional(TxType.REQUIRES_NEW)
  void retryAt(StoredMail mail, Instant at) {
    database
        .createNativeMutationQuery(RETRY)
        .setParameter("at", at)
        .setParameter("id", mail.id())
        .setParameter("attempt", mail.attempt())
        .executeUpdate();
  }

  /** Keeps that there was a mail, and nothing of it. */
  @Transactional(TxType.REQUIRES_NEW)
  void end(StoredMail mail, boolean sent) {
    database
        .createNativeMutationQuery(END)
        .setParameter("state", sent ? "SENT" : "DEAD")
        .setParameter("id", mail.id())
        .setParameter("attempt", mail.attempt())
        .executeUpdate();
  }

  /** Gives up what is of no use any more; how many that were. */
  @Transactional(TxType.REQUIRES_NEW)
  int endExpired(Instant now) {
    return database.createNativeMutationQuery(END_EXPIRED).setParameter("now", now).executeUpdate();
  }

  @Transactional(TxType.MANDATORY)
  void delete(UUID account) {
    database
        .createNativeMutationQuery("DELETE FROM mail WHERE account_id = :account")
        .setParameter("account", account)
        .executeUpdate();
  }

  private StoredMail mail(Tuple row) {
    UUID id = row.get("id", UUID.class);
    return new StoredMail(
        id,
        row.get("kind", String.class),
        row.get("recipient", String.class),
        row.get("subject", String.class),
        row.get("body", String.class),
        row.get("created_at", Instant.class),
        row.get("attempts", Integer.class),
        "<" + id + "@" + links.host() + ">");
  }
}

package dev.trainyard.auth.recovery;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Addresses for which somebody asked for a reset. The request only notes the address, at the same
 * cost for every one; whether an account has it is looked up later, when nobody waits for it.
 */
@ApplicationScoped
class ResetRequests {

  private static final String ADD =
      """
      INSERT INTO password_reset_request (id, email, created_at, expires_at)
      VALUES (:id, :email, :now, :end)""";

  private static final String TAKE =
      """
      DELETE FROM password_reset_request WHERE id = (
        SELECT id FROM password_reset_request
        ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING email""";

  private final Session database;
  private final Accounts accounts;
  private final ResetLetters letters;
  private final AuditTrail audit;
  private final Event<ResetAsked> asked;
  private final Clock clock;

  ResetRequests(
      Session database,
      Accounts accounts,
      ResetLetters letters,
      AuditTrail audit,
      Event<ResetAsked> asked,
      Clock clock) {
    this.database = database;
    this.accounts = accounts;
    this.letters = letters;
    this.audit = audit;
    this.asked = asked;
    this.clock = clock;
  }

  @Transactional
  void add(String email) {
    UUID id = UUID.randomUUID();
    Instant now = clock.instant();
    database
        .createNativeMutationQuery(ADD)
        .setParameter("id", id)
        .setParameter("email", Profile.email(email))
        .setParameter("now", now)
        .setParameter("end", now.plus(Duration.ofHours(1)))
        .executeUpdate();
    asked.fire(new ResetAsked(id));
  }

  /** Answers the oldest request by mail; false when there is none left. */
  @Transactional(TxType.REQUIRES_NEW)
  boolean answerNext() {
    Optional<String> email = database.createNativeQuery(TAKE, String.class).uniqueResultOptional();
    Optional<Account> account = email.flatMap(accounts::byEmail).filter(letters::send);
    account.ifPresent(
        found ->
            audit.success(
                Actor.anonymous(), AuditAction.PASSWORD_RESET_SEND, found.name(), Map.of()));
    return email.isPresent();
  }
}

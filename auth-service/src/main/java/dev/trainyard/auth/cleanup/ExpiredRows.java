package dev.trainyard.auth.cleanup;

import dev.trainyard.auth.limit.AttemptLimits;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Deletes what has ended on its own; any number of replicas may do it at once. */
@ApplicationScoped
class ExpiredRows {

  private static final List<String> TABLES =
      List.of(
          "browser_session",
          "personal_token",
          "device_login",
          "oauth_grant",
          "robot_secret",
          "invitation",
          "setup_link",
          "sign_in_challenge",
          "mail",
          "account_link",
          "password_reset_request",
          "pending_registration");

  /** An expired token stays in its owner's list for a while, so that he sees why it fails. */
  private static final Duration KEEP = Duration.ofDays(7);

  /** Longer than the longest wait that a limit imposes, with the day that forgets failures. */
  private static final Duration KEEP_LIMITS = Duration.ofDays(2);

  private final EntityManager database;
  private final AttemptLimits limits;
  private final Clock clock;

  ExpiredRows(EntityManager database, AttemptLimits limits, Clock clock) {
    this.database = database;
    this.limits = limits;
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "5m", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void hourly() {
    try {
      delete();
    } catch (RuntimeException e) {
      Log.warnf("Expired rows cannot be deleted now: %s", e.getMessage());
    }
  }

  @Transactional
  void delete() {
    Instant now = clock.instant();
    for (String table : TABLES) {
      database
          .createNativeQuery("DELETE FROM " + table + " WHERE expires_at < :end")
          .setParameter("end", now.minus(KEEP))
          .executeUpdate();
    }
    limits.forgetBefore(now.minus(KEEP_LIMITS));
  }
}

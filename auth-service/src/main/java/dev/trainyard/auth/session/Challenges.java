package dev.trainyard.auth.session;

import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.auth.session.SignInResult.Challenged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Sign-ins that got the password right and owe the second factor. */
@ApplicationScoped
class Challenges {

  private static final String PURPOSE = "sign-in-challenge";
  private static final Duration LIFE = Duration.ofMinutes(5);
  private static final int TRIES = 5;

  private final Session database;
  private final DerivedKeys keys;
  private final Clock clock;

  Challenges(Session database, DerivedKeys keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.clock = clock;
  }

  @Transactional(TxType.MANDATORY)
  Challenged open(UUID account) {
    String secret = OpaqueSecret.generate();
    Instant end = clock.instant().plus(LIFE);
    database
        .createNativeMutationQuery(
            "INSERT INTO sign_in_challenge (secret_hash, account_id, tries, expires_at)"
                + " VALUES (:hash, :account, 0, :end)")
        .setParameter("hash", keys.hash(PURPOSE, secret))
        .setParameter("account", account)
        .setParameter("end", end)
        .executeUpdate();
    return new Challenged(secret, end);
  }

  /** Counts a try and says whose sign-in it is; empty when there are none left, or no challenge. */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<UUID> attempt(String secret) {
    return database
        .createNativeQuery(
            "UPDATE sign_in_challenge SET tries = tries + 1 WHERE secret_hash IN (:hashes)"
                + " AND expires_at > :now AND tries < :most RETURNING account_id",
            UUID.class)
        .setParameter("hashes", keys.hashes(PURPOSE, secret))
        .setParameter("now", clock.instant())
        .setParameter("most", TRIES)
        .uniqueResultOptional();
  }

  /** Uses the challenge up; of concurrent calls one gets true. */
  @Transactional(TxType.MANDATORY)
  boolean consume(String secret) {
    return database
            .createNativeMutationQuery(
                "DELETE FROM sign_in_challenge WHERE secret_hash IN (:hashes)")
            .setParameter("hashes", keys.hashes(PURPOSE, secret))
            .executeUpdate()
        == 1;
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    database
        .createNativeMutationQuery("DELETE FROM sign_in_challenge WHERE account_id = :account")
        .setParameter("account", event.accountId())
        .executeUpdate();
  }
}

package dev.trainyard.auth.session;

import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.auth.session.SignInResult.Challenged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.Tuple;
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

  /** A purpose of its own: what stands for the password alone never passes for this. */
  private static final String PROVED = "sign-in-restore";

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
    return add(PURPOSE, account, null);
  }

  /**
   * For an account that waits for its deletion, whose owner is there and has to say that it stays.
   *
   * @param methods how the owner proved to be there
   */
  @Transactional(TxType.MANDATORY)
  Challenged openProved(UUID account, String methods) {
    return add(PROVED, account, methods);
  }

  /** Uses up what {@link #openProved} made; of concurrent calls one gets it. */
  @Transactional(TxType.MANDATORY)
  Optional<Proved> useProved(String secret) {
    return database
        .createNativeQuery(
            "DELETE FROM sign_in_challenge WHERE secret_hash IN (:hashes) AND expires_at > :now"
                + " AND proved IS NOT NULL RETURNING account_id, proved",
            Tuple.class)
        .setParameter("hashes", keys.hashes(PROVED, secret))
        .setParameter("now", clock.instant())
        .uniqueResultOptional()
        .map(row -> new Proved(row.get(0, UUID.class), row.get(1, String.class)));
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

  private Challenged add(String purpose, UUID account, String methods) {
    String secret = OpaqueSecret.generate();
    Instant end = clock.instant().plus(LIFE);
    database
        .createNativeMutationQuery(
            "INSERT INTO sign_in_challenge (secret_hash, account_id, tries, expires_at, proved)"
                + " VALUES (:hash, :account, 0, :end, :methods)")
        .setParameter("hash", keys.hash(purpose, secret))
        .setParameter("account", account)
        .setParameter("end", end)
        .setParameter("methods", methods, String.class)
        .executeUpdate();
    return new Challenged(secret, end);
  }

  /** Whose account waits, and how its owner proved to be there. */
  record Proved(UUID account, String methods) {}

  void onDeactivated(@Observes AccountDeactivated event) {
    database
        .createNativeMutationQuery("DELETE FROM sign_in_challenge WHERE account_id = :account")
        .setParameter("account", event.accountId())
        .executeUpdate();
  }
}

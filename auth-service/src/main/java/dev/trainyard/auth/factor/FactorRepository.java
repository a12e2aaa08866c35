package dev.trainyard.auth.factor;

import dev.trainyard.auth.factor.SeedVault.SealedSeed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** Statements over the enrolled authenticator apps. Transactions belong to the callers. */
@ApplicationScoped
class FactorRepository {

  private static final String ACCOUNT = "account";

  private final Session database;

  FactorRepository(Session database) {
    this.database = database;
  }

  Optional<Factor> of(UUID account) {
    return database
        .createNativeQuery(
            "SELECT seed, sealed_under, created_at, confirmed_at FROM second_factor"
                + " WHERE account_id = :account",
            Tuple.class)
        .setParameter(ACCOUNT, account)
        .uniqueResultOptional()
        .map(FactorRepository::factor);
  }

  /** Begins an enrolment in the place of one that was never confirmed; false when one was. */
  boolean begin(UUID account, SealedSeed seed, Instant now) {
    return database
            .createNativeMutationQuery(
                """
                INSERT INTO second_factor AS f (account_id, seed, sealed_under, last_step, created_at)
                VALUES (:account, :seed, :key, 0, :now)
                ON CONFLICT (account_id) DO UPDATE SET seed = excluded.seed,
                  sealed_under = excluded.sealed_under, last_step = 0, created_at = excluded.created_at
                WHERE f.confirmed_at IS NULL""")
            .setParameter(ACCOUNT, account)
            .setParameter("seed", seed.text())
            .setParameter("key", seed.keyId())
            .setParameter("now", now)
            .executeUpdate()
        == 1;
  }

  /** Ends the enrolment with the code of a step; of concurrent calls one gets true. */
  boolean confirm(UUID account, long step, Instant now) {
    return database
            .createNativeMutationQuery(
                "UPDATE second_factor SET confirmed_at = :now, last_step = :step"
                    + " WHERE account_id = :account AND confirmed_at IS NULL")
            .setParameter("now", now)
            .setParameter("step", step)
            .setParameter(ACCOUNT, account)
            .executeUpdate()
        == 1;
  }

  /** Uses the code of a step up, with those before it; of concurrent calls one gets true. */
  boolean use(UUID account, long step) {
    return database
            .createNativeMutationQuery(
                "UPDATE second_factor SET last_step = :step WHERE account_id = :account"
                    + " AND confirmed_at IS NOT NULL AND last_step < :step")
            .setParameter("step", step)
            .setParameter(ACCOUNT, account)
            .executeUpdate()
        == 1;
  }

  void reseal(UUID account, SealedSeed seed) {
    database
        .createNativeMutationQuery(
            "UPDATE second_factor SET seed = :seed, sealed_under = :key WHERE account_id = :account")
        .setParameter("seed", seed.text())
        .setParameter("key", seed.keyId())
        .setParameter(ACCOUNT, account)
        .executeUpdate();
  }

  /** Whether there was one. */
  boolean remove(UUID account) {
    return database
            .createNativeMutationQuery("DELETE FROM second_factor WHERE account_id = :account")
            .setParameter(ACCOUNT, account)
            .executeUpdate()
        == 1;
  }

  private static Factor factor(Tuple row) {
    return new Factor(
        new SealedSeed(row.get("seed", String.class), row.get("sealed_under", String.class)),
        row.get("created_at", Instant.class),
        Optional.ofNullable(row.get("confirmed_at", Instant.class)));
  }

  /** An authenticator app of an account; it counts from its confirmation on. */
  record Factor(SealedSeed seed, Instant createdAt, Optional<Instant> confirmedAt) {}
}

package dev.trainyard.auth.factor;

import dev.trainyard.auth.factor.FactorRepository.Factor;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;

/** The authenticator app of each account. Transactions belong to the callers. */
@ApplicationScoped
class Authenticators {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** RFC 4226 recommends 160 bits. */
  private static final int SEED_BYTES = 20;

  /** A seed that was shown and not confirmed within this time is worth nothing. */
  private static final Duration ENROLMENT_LIFE = Duration.ofMinutes(15);

  private final FactorRepository factors;
  private final SeedVault vault;
  private final Clock clock;

  Authenticators(FactorRepository factors, SeedVault vault, Clock clock) {
    this.factors = factors;
    this.vault = vault;
    this.clock = clock;
  }

  /** Since when the account has a confirmed app. */
  Optional<Instant> since(UUID account) {
    return factors.of(account).flatMap(Factor::confirmedAt);
  }

  /** A fresh seed in base 32, which counts once confirmed; empty when there is an app already. */
  Optional<String> begin(UUID account) {
    byte[] seed = new byte[SEED_BYTES];
    RANDOM.nextBytes(seed);
    return factors.begin(account, vault.seal(account, seed), clock.instant())
        ? Optional.of(Base32.encode(seed))
        : Optional.empty();
  }

  /** Ends an enrolment; false for a wrong code and where none is under way. */
  boolean confirm(UUID account, String code) {
    Instant now = clock.instant();
    return factors
        .of(account)
        .filter(factor -> factor.confirmedAt().isEmpty())
        .filter(factor -> now.isBefore(factor.createdAt().plus(ENROLMENT_LIFE)))
        .map(factor -> step(account, factor, code, now))
        .filter(OptionalLong::isPresent)
        .map(step -> factors.confirm(account, step.getAsLong(), now))
        .orElse(false);
  }

  /** Uses a code up; false when it is wrong or its step was used before. */
  boolean use(UUID account, String code) {
    Optional<Factor> factor = factors.of(account).filter(found -> found.confirmedAt().isPresent());
    if (factor.isEmpty()) {
      return false;
    }
    OptionalLong step = step(account, factor.get(), code, clock.instant());
    boolean used = step.isPresent() && factors.use(account, step.getAsLong());
    if (used && vault.isOutdated(factor.get().seed())) {
      vault
          .open(account, factor.get().seed())
          .ifPresent(seed -> factors.reseal(account, vault.seal(account, seed)));
    }
    return used;
  }

  /** Whether there was one. */
  boolean remove(UUID account) {
    return factors.remove(account);
  }

  private OptionalLong step(UUID account, Factor factor, String code, Instant now) {
    return vault
        .open(account, factor.seed())
        .map(seed -> Totp.match(seed, code, now))
        .orElse(OptionalLong.empty());
  }
}

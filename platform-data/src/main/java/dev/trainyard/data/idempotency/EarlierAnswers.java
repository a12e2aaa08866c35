package dev.trainyard.data.idempotency;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.data.idempotency.KeyTable.Claim;
import dev.trainyard.data.idempotency.RequestFingerprint.Fingerprint;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;

/** Finds out whether a request is the first with its key, or what the first was answered. */
@ApplicationScoped
class EarlierAnswers {

  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration COME_AGAIN = Duration.ofSeconds(1);

  private final KeyTable keys;
  private final IdempotencyConfig config;

  EarlierAnswers(KeyTable keys, IdempotencyConfig config) {
    this.keys = keys;
    this.config = config;
  }

  /**
   * The earlier answer; empty when the claim succeeded. Waits for a request that still runs,
   * without holding a connection.
   */
  Optional<KeptAnswer> orClaim(Claim claim, Fingerprint wanted) {
    long began = System.nanoTime();
    while (true) {
      Optional<KeptAnswer> found = keys.find(claim.caller(), claim.key());
      if (found.isEmpty() && keys.claim(claim, wanted)) {
        return Optional.empty();
      }
      found.ifPresent(before -> requireSame(before, wanted));
      if (found.isPresent() && !found.get().running()) {
        return found;
      }
      if (System.nanoTime() - began > config.patience().toNanos()) {
        throw ProblemException.retryLater(
            ProblemType.CONFLICT, "The first request with this key still runs", COME_AGAIN);
      }
      pause();
    }
  }

  private static void requireSame(KeptAnswer before, Fingerprint wanted) {
    if (!before.answers(wanted)) {
      throw ProblemException.of(
          ProblemType.IDEMPOTENCY_KEY_REUSED,
          "The key belongs to an earlier %s with another path or content; every request takes a key of its own"
              .formatted(before.operation()));
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Stopped while waiting for another request", e);
    }
  }
}

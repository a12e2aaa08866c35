package dev.trainyard.data.idempotency;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;

/** Removes keys whose answers are not kept any longer. */
@ApplicationScoped
class KeySweep {

  private static final int AT_ONCE = 1_000;
  private static final int MOST_PASSES = 200;

  private final KeyTable keys;

  KeySweep(KeyTable keys) {
    this.keys = keys;
  }

  /** A bounded number; the rest waits for the next hour. */
  @Scheduled(every = "1h", delayed = "15m", concurrentExecution = ConcurrentExecution.SKIP)
  void hourly() {
    try {
      long removed = 0;
      for (int pass = 0; pass < MOST_PASSES && removed == (long) pass * AT_ONCE; pass++) {
        removed += keys.forget(AT_ONCE);
      }
      if (removed > 0) {
        Log.debugf("Removed %d keys of repeated requests", removed);
      }
    } catch (RuntimeException e) {
      Log.warnf("Old keys of repeated requests cannot be removed now: %s", e.getMessage());
    }
  }
}

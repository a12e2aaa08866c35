package dev.trainyard.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Looks again and again until something is as it should be. */
final class Waiting {

  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(300);

  private Waiting() {}

  /** The first value that satisfies the condition, or a failure that tells the last one seen. */
  static <T> T until(String what, Duration most, Supplier<T> look, Predicate<T> condition) {
    Instant end = Instant.now().plus(most);
    while (true) {
      T value = look.get();
      if (condition.test(value)) {
        return value;
      }
      if (Instant.now().isAfter(end)) {
        throw new JourneyException(what + " took longer than " + most + "; last seen: " + value);
      }
      pause(BETWEEN_LOOKS);
    }
  }

  static void pause(Duration duration) {
    LockSupport.parkNanos(duration.toNanos());
  }
}

package dev.trainyard.gateway.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the moment at which it would be full again (the generic cell rate
 * algorithm). Free of locks.
 */
final class TokenBucket {

  /**
   * Sustained rate and size of a bucket.
   *
   * @param interval nanoseconds in which one token comes back
   */
  record Rule(long interval, int burst) {

    static Rule of(int perSecond, int burst) {
      return new Rule(TimeUnit.SECONDS.toNanos(1) / perSecond, burst);
    }

    /** Nanoseconds in which an empty bucket fills. */
    long window() {
      return interval * burst;
    }
  }

  private static final long NEW = Long.MIN_VALUE;

  private final AtomicLong fullAt = new AtomicLong(NEW);

  /**
   * Takes one token.
   *
   * @return nanoseconds until the bucket is full; or, negative, those until there is a token, when
   *     there was none
   */
  long take(Rule rule, long now) {
    while (true) {
      long before = fullAt.get();
      long start = before == NEW || before - now < 0 ? now : before;
      long next = start + rule.interval;
      long excess = next - now - rule.window();
      if (excess > 0) {
        return -excess;
      }
      if (fullAt.compareAndSet(before, next)) {
        return next - now;
      }
    }
  }
}

package dev.trainyard.gateway.limit;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket in one number: the moment at which it would be full again (the generic cell rate
 * algorithm). Free of locks.
 */
final class TokenBucket {

  /** Sustained rate and size of a bucket. */
  record Rule(int perSecond, int burst) {

    long interval() {
      return TimeUnit.SECONDS.toNanos(1) / perSecond;
    }
  }

  private static final long NEW = Long.MIN_VALUE;

  private final AtomicLong fullAt = new AtomicLong(NEW);

  /** Takes one token: zero when there was one, else the nanoseconds until there will be. */
  long take(Rule rule, long now) {
    while (true) {
      long before = fullAt.get();
      long start = before == NEW || before - now < 0 ? now : before;
      long next = start + rule.interval();
      long excess = next - now - rule.interval() * rule.burst();
      if (excess > 0) {
        return excess;
      }
      if (fullAt.compareAndSet(before, next)) {
        return 0;
      }
    }
  }
}

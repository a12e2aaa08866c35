package dev.trainyard.gateway.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TokenBucketTest {

  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  @Test
  void burstPassesAndThenTheRate() {
    // Given
    var rule = TokenBucket.Rule.of(10, 3);
    var bucket = new TokenBucket();
    long start = Long.MAX_VALUE - SECOND;

    // When / Then: also across the overflow that System.nanoTime may have
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(rule, start)).isPositive();
    }
    assertThat(bucket.take(rule, start)).isEqualTo(-SECOND / 10);
    assertThat(bucket.take(rule, start + SECOND / 10)).isPositive();
    assertThat(bucket.take(rule, start + SECOND / 10)).isNegative();
    for (int i = 0; i < 3; i++) {
      assertThat(bucket.take(rule, start + 5 * SECOND)).isPositive();
    }
    assertThat(bucket.take(rule, start + 5 * SECOND)).isNegative();
  }
}

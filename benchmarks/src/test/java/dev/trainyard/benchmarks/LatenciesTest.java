package dev.trainyard.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class LatenciesTest {

  @Test
  void percentileIsAMeasuredValue() {
    // Given
    var latencies = new Latencies();
    for (int i = 100; i >= 1; i--) {
      latencies.add(Duration.ofMillis(i));
    }

    // Then
    assertThat(latencies.percentile(50)).isEqualTo(50.0);
    assertThat(latencies.percentile(99)).isEqualTo(99.0);
    assertThat(latencies.percentile(100)).isEqualTo(100.0);
  }

  @Test
  void nothingMeasuredIsNotZero() {
    assertThat(new Latencies().percentile(50)).isNaN();
    assertThat(new Latencies().summary()).containsEntry("p50Ms", null);
  }

  @Test
  void openLoopCountsEveryRequestThatWasDue() throws InterruptedException {
    // Given
    var sent = new AtomicInteger();

    // When
    Latencies latencies =
        OpenLoop.run(100, Duration.ofMillis(200), () -> sent.incrementAndGet() % 2 == 0);

    // Then
    assertThat(sent).hasValue(20);
    assertThat(latencies.summary()).containsEntry("count", 10).containsEntry("failures", 10);
  }
}

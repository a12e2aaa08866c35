package dev.trainyard.benchmarks;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** Durations of one kind of call, kept whole so that a percentile is a measured value. */
final class Latencies {

  private long[] nanos = new long[1024];
  private int size;
  private int failures;

  synchronized void add(Duration duration) {
    if (size == nanos.length) {
      nanos = Arrays.copyOf(nanos, size * 2);
    }
    nanos[size++] = duration.toNanos();
  }

  synchronized void fail() {
    failures++;
  }

  /** The smallest value that at least {@code percent} of all values do not exceed, in ms. */
  synchronized double percentile(double percent) {
    if (size == 0) {
      return Double.NaN;
    }
    long[] sorted = Arrays.copyOf(nanos, size);
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(percent / 100 * size);
    return sorted[Math.max(0, rank - 1)] / 1e6;
  }

  /** Count, failures and p50, p95, p99 and maximum in milliseconds. */
  synchronized Map<String, Object> summary() {
    Map<String, Object> summary = new LinkedHashMap<>();
    summary.put("count", size);
    summary.put("failures", failures);
    summary.put("p50Ms", round(percentile(50)));
    summary.put("p95Ms", round(percentile(95)));
    summary.put("p99Ms", round(percentile(99)));
    summary.put("maxMs", round(percentile(100)));
    return summary;
  }

  private static Object round(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 100) / 100.0;
  }
}

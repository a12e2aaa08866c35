package dev.trainyard.runtime.process;

import java.time.Duration;

/** How long to wait before the next start: 1, 2, 4 … 30 s, from the beginning after a good run. */
public record RestartBackoff(int failures) {

  private static final Duration LONGEST = Duration.ofSeconds(30);
  private static final Duration GOOD_RUN = Duration.ofMinutes(1);

  /** No failure yet. */
  public static RestartBackoff none() {
    return new RestartBackoff(0);
  }

  /** Counts an end of the process after the given time of health. */
  public RestartBackoff afterRunOf(Duration healthy) {
    return new RestartBackoff(healthy.compareTo(GOOD_RUN) >= 0 ? 1 : failures + 1);
  }

  /** The wait before the next start. */
  public Duration delay() {
    if (failures == 0) {
      return Duration.ZERO;
    }
    Duration doubled = Duration.ofSeconds(1L << Math.min(failures - 1, 5));
    return doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
  }
}

package dev.trainyard.launcher.platform;

import java.time.Duration;
import java.util.Locale;

/** Time since it was made, for people. */
public record Stopwatch(long startedNanos) {

  /** Starts now. */
  public static Stopwatch start() {
    return new Stopwatch(System.nanoTime());
  }

  /** What passed. */
  public Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - startedNanos);
  }

  /** What passed, in seconds with one decimal. */
  @Override
  public String toString() {
    return String.format(Locale.ROOT, "%.1f s", elapsed().toMillis() / 1000.0);
  }
}

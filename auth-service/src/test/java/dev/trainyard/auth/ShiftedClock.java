package dev.trainyard.auth;

import jakarta.annotation.Priority;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** The service's clock in tests: real time, moved forward as long as a test needs it. */
@Alternative
@Priority(1)
@Singleton
public class ShiftedClock extends Clock {

  private static volatile Duration shift = Duration.ZERO;

  /** Moves the clock; closing the result moves it back. */
  public static Shift forward(Duration by) {
    shift = shift.plus(by);
    return () -> shift = shift.minus(by);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(shift).truncatedTo(ChronoUnit.MICROS);
  }

  /** A moved clock. */
  public interface Shift extends AutoCloseable {

    @Override
    void close();
  }
}

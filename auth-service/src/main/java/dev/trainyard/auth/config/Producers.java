package dev.trainyard.auth.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** Things without a constructor of ours that features ask for. */
class Producers {

  /** Time as PostgreSQL keeps it, so that what is answered equals what is stored. */
  @Produces
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }
}

package dev.trainyard.training.config;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Makes what has no bean of its own. */
class Producers {

  @Produces
  @Singleton
  Clock clock() {
    return Clock.systemUTC();
  }
}

package dev.trainyard.auth.organisation;

import dev.trainyard.auth.config.AuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** How long organisations wait for their deletion: as long as accounts do. */
@ApplicationScoped
class DeletionTimes {

  private final Duration grace;
  private final Clock clock;

  DeletionTimes(AuthConfig config, Clock clock) {
    this.grace = config.deletionGrace();
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  Instant end() {
    return clock.instant().plus(grace);
  }
}

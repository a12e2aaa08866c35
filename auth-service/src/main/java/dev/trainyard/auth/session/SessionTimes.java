package dev.trainyard.auth.session;

import dev.trainyard.auth.config.AuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** When sessions end: after a time without use, and after a time whatever the use. */
@ApplicationScoped
class SessionTimes {

  private final AuthConfig.Sessions config;
  private final Clock clock;

  SessionTimes(AuthConfig config, Clock clock) {
    this.config = config.sessions();
    this.clock = clock;
  }

  Instant now() {
    return clock.instant();
  }

  /** The absolute end of a session that is opened at that moment. */
  Instant endOf(Instant opened) {
    return opened.plus(config.absolute());
  }

  /** A session that was last used before this has ended. */
  Instant seenAfter() {
    return clock.instant().minus(config.idle());
  }

  /** How many sessions one account may have. */
  int perAccount() {
    return config.perAccount();
  }
}

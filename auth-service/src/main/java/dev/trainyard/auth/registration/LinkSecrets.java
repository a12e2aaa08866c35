package dev.trainyard.auth.registration;

import dev.trainyard.auth.config.DerivedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/** How one-time links are stored: as a keyed hash, with an end. */
@ApplicationScoped
class LinkSecrets {

  private final DerivedKeys keys;
  private final Clock clock;

  LinkSecrets(DerivedKeys keys, Clock clock) {
    this.keys = keys;
    this.clock = clock;
  }

  /** The hashes under which a presented link may be stored. */
  List<byte[]> hashes(String purpose, String token) {
    return keys.hashes(purpose, token);
  }

  byte[] hash(String purpose, String token) {
    return keys.hash(purpose, token);
  }

  Instant now() {
    return clock.instant();
  }
}

package dev.trainyard.auth.peer;

import dev.trainyard.auth.config.AuthConfig;
import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/** The services that hold data of people besides this one. */
public enum Peer {
  DATASET,
  MODEL,
  TRAINING;

  /** Short name, as in client names and databases. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  Optional<URI> address(AuthConfig.Peers peers) {
    return switch (this) {
      case DATASET -> peers.dataset();
      case MODEL -> peers.model();
      case TRAINING -> peers.training();
    };
  }
}

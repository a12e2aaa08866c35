package dev.trainyard.commons.client;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** What this service presents when it calls the {@code /internal} routes of another. */
@ConfigMapping(prefix = "trainyard.client")
public interface ClientConfig {

  /** Client name, for example {@code training}. */
  Optional<String> name();

  /** Shared secret; normally a file in the secrets directory. */
  Optional<String> secret();
}

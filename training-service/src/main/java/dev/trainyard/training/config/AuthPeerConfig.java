package dev.trainyard.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where auth-service is reached. */
@ConfigMapping(prefix = "trainyard.auth")
public interface AuthPeerConfig {

  /** Base URL without a path. */
  @WithDefault("http://localhost:8081")
  URI url();
}

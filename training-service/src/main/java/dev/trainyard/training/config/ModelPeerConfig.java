package dev.trainyard.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where model-service is reached. */
@ConfigMapping(prefix = "trainyard.model")
public interface ModelPeerConfig {

  /** Base URL without a path. */
  @WithDefault("http://localhost:8082")
  URI url();
}

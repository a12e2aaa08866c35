package dev.trainyard.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;

/** Where dataset-service is reached. */
@ConfigMapping(prefix = "trainyard.dataset")
public interface DatasetPeerConfig {

  /** Base URL without a path. */
  @WithDefault("http://localhost:8083")
  URI url();
}

package dev.trainyard.model.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings of deployments. */
@ConfigMapping(prefix = "trainyard.deployments")
public interface DeploymentsConfig {

  /** Directory for unpacked models and logs; private to this service. */
  Path workDirectory();

  /** Program and first arguments that start the inference server; unset, nothing is deployed. */
  Optional<List<String>> inferenceCommand();

  /** Most deployments on this platform, stopped ones included. */
  @WithDefault("32")
  @Min(1)
  int maxDeployments();

  /** Most replicas that run at once on this platform. */
  @WithDefault("16")
  @Min(1)
  int maxReplicas();

  /** Threads that each inference server computes with. */
  @WithDefault("1")
  @Min(1)
  @Max(64)
  int threads();

  /** How long a dead service instance keeps its deployments before another takes them over. */
  @WithDefault("PT15S")
  Duration leaseDuration();

  /** How long a replica may take from its start to an open port. */
  @WithDefault("PT60S")
  Duration startTimeout();

  /** How long a replica may take from its open port to the right answer to the example. */
  @WithDefault("PT60S")
  Duration checkTimeout();

  /** How long a replaced replica still answers after routes stopped naming it. */
  @WithDefault("PT5S")
  Duration drain();

  /** How long a replica may take to end before it is ended by force. */
  @WithDefault("PT10S")
  Duration stopGrace();

  /** How often a ready replica is asked whether it still is. */
  @WithDefault("PT5S")
  Duration healthInterval();
}

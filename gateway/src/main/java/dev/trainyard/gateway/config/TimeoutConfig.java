package dev.trainyard.gateway.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Time-outs. Transfers have no total limit, but may not stand still. */
public interface TimeoutConfig {

  /** Until a connection to an upstream stands. */
  @WithDefault("PT2S")
  Duration connect();

  /** From the end of an ordinary request to the first byte of its answer. */
  @WithDefault("PT30S")
  Duration answer();

  /** The same for commits, uploads, files and inference. */
  @WithDefault("PT120S")
  Duration longAnswer();

  /** Longest standstill of a body, in either direction. */
  @WithDefault("PT60S")
  Duration idle();

  /** How long the rest of a refused body is read, so that the client sees the refusal. */
  @WithDefault("PT3S")
  Duration linger();
}

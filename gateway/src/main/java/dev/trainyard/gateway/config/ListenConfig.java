package dev.trainyard.gateway.config;

import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Connections from outside. */
public interface ListenConfig {

  @WithDefault("0.0.0.0")
  String host();

  @WithDefault("8080")
  int port();

  /** Connections that wait to be accepted. */
  @WithDefault("1024")
  @Min(1)
  int backlog();

  /** Connections open at once. */
  @WithDefault("20000")
  @Min(1)
  int maxConnections();

  /** The same from one address, or IPv6 network of 64 bits; trusted proxies are exempt. */
  @WithDefault("1000")
  @Min(1)
  int perAddress();

  /** Until the head of a request is complete: from connecting, or from its first byte. */
  @WithDefault("PT10S")
  Duration head();

  /** How long a connection may do nothing at all. */
  @WithDefault("PT150S")
  Duration idle();

  /** Bytes of a request line; past it the answer is 414. */
  @WithDefault("16384")
  @Min(1024)
  int maxLine();

  /** Bytes of a request's headers that are read at all; past it the answer is 431. */
  @WithDefault("32768")
  @Min(1024)
  int maxHead();
}

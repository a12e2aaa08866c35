package dev.trainyard.gateway.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;

/** Largest request body by kind of route; zero means that only the service limits it. */
public interface LimitConfig {

  /** Ordinary API calls. */
  @WithDefault("1M")
  MemorySize json();

  /** Commits, which may carry small files inline. */
  @WithDefault("32M")
  MemorySize commit();

  /** Resumable uploads and other streamed files. */
  @WithDefault("0")
  MemorySize transfer();

  /** Inference requests. */
  @WithDefault("64M")
  MemorySize serve();

  /** Names and values of all request headers together, in bytes. */
  @WithDefault("16384")
  @Min(1024)
  int headerBytes();

  /** Number of request headers. */
  @WithDefault("100")
  @Min(10)
  int headers();

  /** Bytes a second that the body of a request must bring on average, after half a minute. */
  @WithDefault("256")
  @Min(0)
  int bodyRate();
}

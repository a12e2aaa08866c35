package dev.trainyard.hub.upload;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.time.Duration;

/** Bounds of resumable uploads. */
@ConfigMapping(prefix = "trainyard.uploads")
public interface UploadsConfig {

  /** Most bytes of one upload. */
  @WithDefault("1099511627776")
  @Min(1)
  long maxBytes();

  /** Uploads that one user may have open at a time, over all repositories. */
  @WithDefault("200")
  @Min(1)
  int maxOpenPerUser();

  /** How long an upload lives after its last progress. */
  @WithDefault("P2D")
  Duration life();

  /** How long an expired upload answers 410 before it is forgotten. */
  @WithDefault("P7D")
  Duration memory();

  /** How long a writer that shows no progress keeps others out. */
  @WithDefault("PT20S")
  Duration lease();

  /** Bytes after which a running request makes its progress durable. */
  @WithDefault("33554432")
  @Min(65536)
  long checkpointBytes();

  /** How often expired uploads are removed. */
  @WithDefault("10m")
  String sweepEvery();
}

package dev.trainyard.hub.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;

/** Where blobs lie and when unused ones are removed. */
@ConfigMapping(prefix = "trainyard.blobs")
public interface BlobsConfig {

  /** Root of the file blob store; made at start when missing. Belongs to one service alone. */
  Path directory();

  /** Free bytes of the disk that blobs never use; below it writes answer 507. */
  @WithDefault("268435456")
  @Min(0)
  long reserveBytes();

  /** How long a blob that nothing refers to is kept; longer than any commit takes. */
  @WithDefault("P1D")
  Duration grace();

  /** How often unreferenced blobs are looked for. */
  @WithDefault("1h")
  String collectEvery();
}

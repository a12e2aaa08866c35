package dev.trainyard.data.idempotency;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long keys of repeated requests are good for. */
@ConfigMapping(prefix = "trainyard.idempotency")
public interface IdempotencyConfig {

  /** How long a repeat gets the first answer again. */
  @WithDefault("PT24H")
  Duration keep();

  /** How long a repeat waits for the first request, which still runs. */
  @WithDefault("PT5S")
  Duration patience();

  /**
   * How long a request may take before a repeat takes its place, as when its replica died. Longer
   * than a transaction may last; a request that was merely slow is undone then.
   */
  @WithDefault("PT2M")
  Duration lease();
}

package dev.trainyard.data.audit;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How a service keeps and checks its trail. */
@ConfigMapping(prefix = "trainyard.audit")
public interface AuditConfig {

  /** Age at which entries are removed, at least 30 days; unset keeps all. */
  Optional<Duration> keep();

  /**
   * For {@code verify-audit}: file with the ends that were sealed, a line of JSON each, which the
   * same command of auth-service has written.
   */
  Optional<Path> sealedEnds();
}

package dev.trainyard.data.audit;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.Optional;

/** How long a service keeps its trail. */
@ConfigMapping(prefix = "trainyard.audit")
public interface AuditConfig {

  /** Age at which entries are removed, at least 30 days; unset keeps all. */
  Optional<Duration> keep();
}

package dev.trainyard.auth.seal;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.data.audit.AuditRetention;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Removes entries that are older than the operator wants to keep. */
@ApplicationScoped
class Retention {

  private final AuditRetention trail;
  private final Optional<Duration> keep;
  private final Clock clock;

  Retention(AuditRetention trail, AuthConfig config, Clock clock) {
    this.trail = trail;
    this.keep = config.audit().keep();
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  void hourly() {
    try {
      keep.ifPresent(
          time -> {
            long removed = trail.prune(clock.instant().minus(time));
            if (removed > 0) {
              Log.infof("Removed %d audit entries older than %s", removed, time);
            }
          });
    } catch (RuntimeException e) {
      Log.warnf("Old audit entries cannot be removed now: %s", e.getMessage());
    }
  }
}

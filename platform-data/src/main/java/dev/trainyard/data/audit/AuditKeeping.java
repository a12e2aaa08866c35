package dev.trainyard.data.audit;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/** Removes entries that are older than the operator wants to keep. */
@ApplicationScoped
class AuditKeeping {

  private static final Duration SIGHTS = Duration.ofHours(2);

  private final AuditRetention trail;
  private final Optional<Duration> keep;
  private final Clock clock;

  AuditKeeping(AuditRetention trail, AuditConfig config, Clock clock) {
    this.trail = trail;
    this.keep = config.keep();
    this.clock = clock;
  }

  @Scheduled(every = "1h", delayed = "10m", concurrentExecution = ConcurrentExecution.SKIP)
  void hourly() {
    try {
      trail.forgetSights(clock.instant().minus(SIGHTS));
      keep.ifPresent(this::prune);
    } catch (RuntimeException e) {
      Log.warnf("Old audit entries cannot be removed now: %s", e.getMessage());
    }
  }

  private void prune(Duration time) {
    long removed = trail.prune(clock.instant().minus(time));
    if (removed > 0) {
      Log.infof("Removed %d audit entries older than %s", removed, time);
    }
  }
}

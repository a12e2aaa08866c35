package dev.trainyard.auth.key;

import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Looks at the keys from time to time; the service is not ready until it can sign. */
@Readiness
@ApplicationScoped
class KeyWatch implements HealthCheck {

  private final KeyRotation rotation;
  private final KeyRing ring;
  private volatile boolean signs;

  KeyWatch(KeyRotation rotation, KeyRing ring) {
    this.rotation = rotation;
    this.ring = ring;
  }

  @Scheduled(
      every = "${trainyard.auth.keys.check-every:PT15S}",
      concurrentExecution = ConcurrentExecution.SKIP)
  void look() {
    try {
      rotation.advance();
      boolean found = ring.reload().active().isPresent();
      if (!found) {
        Log.error(
            "The active signing key was wrapped under another trainyard.auth.jwt-secret;"
                + " restore that secret");
      }
      signs = found;
    } catch (RuntimeException e) {
      // Waiting for the schema or the database is no reason for a stack trace at every look.
      Log.warnf("The signing keys cannot be read now: %s", e.getMessage());
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("signing-key").status(signs).build();
  }
}

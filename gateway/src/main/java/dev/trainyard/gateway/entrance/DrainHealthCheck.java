package dev.trainyard.gateway.entrance;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** The one reason for which the gateway calls itself not ready: that it is about to end. */
@Readiness
@ApplicationScoped
class DrainHealthCheck implements HealthCheck {

  private final Drain drain;

  DrainHealthCheck(Drain drain) {
    this.drain = drain;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("drain").status(!drain.isDraining()).build();
  }
}

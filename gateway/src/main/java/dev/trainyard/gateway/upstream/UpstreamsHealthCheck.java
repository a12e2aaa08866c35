package dev.trainyard.gateway.upstream;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Always up; its data says which services can be reached. */
@Readiness
@ApplicationScoped
class UpstreamsHealthCheck implements HealthCheck {

  private final UpstreamWatch watch;

  UpstreamsHealthCheck(UpstreamWatch watch) {
    this.watch = watch;
  }

  @Override
  public HealthCheckResponse call() {
    var response = HealthCheckResponse.named("upstreams").up();
    watch.states().forEach(response::withData);
    return response.build();
  }
}

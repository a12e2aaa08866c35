package dev.trainyard.data.sight;

import dev.trainyard.commons.security.Admitted;
import dev.trainyard.commons.security.Sight;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * What the work at hand may see. A request sees what its caller may, and nothing before it was
 * admitted; what no request asked for is the platform's own work and sees everything.
 */
@ApplicationScoped
class RowSight {

  private final CurrentVertxRequest request;
  private final Admitted admitted;

  RowSight(CurrentVertxRequest request, Admitted admitted) {
    this.request = request;
    this.admitted = admitted;
  }

  Sight now() {
    boolean requested = Arc.container().requestContext().isActive() && request.getCurrent() != null;
    return requested ? admitted.sight() : Sight.EVERYTHING;
  }
}

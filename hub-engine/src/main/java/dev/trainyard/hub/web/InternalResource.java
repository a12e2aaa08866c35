package dev.trainyard.hub.web;

import dev.trainyard.data.audit.AuditFeed;
import dev.trainyard.data.audit.AuditRoutes;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What auth-service asks of this service. */
@Path("/internal")
@Tag(name = "internal")
class InternalResource implements AuditRoutes {

  private final AuditFeed trail;

  InternalResource(AuditFeed trail) {
    this.trail = trail;
  }

  @Override
  public AuditFeed trail() {
    return trail;
  }
}

package dev.trainyard.hub.web;

import dev.trainyard.data.audit.AuditFeed;
import dev.trainyard.data.audit.AuditRoutes;
import dev.trainyard.data.person.PersonErasure;
import dev.trainyard.data.person.PersonRoutes;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What auth-service asks of this service. */
@Path("/internal")
@Tag(name = "internal")
class InternalResource implements AuditRoutes, PersonRoutes {

  private final AuditFeed trail;
  private final PersonErasure erasure;

  InternalResource(AuditFeed trail, PersonErasure erasure) {
    this.trail = trail;
    this.erasure = erasure;
  }

  @Override
  public AuditFeed trail() {
    return trail;
  }

  @Override
  public PersonErasure erasure() {
    return erasure;
  }
}

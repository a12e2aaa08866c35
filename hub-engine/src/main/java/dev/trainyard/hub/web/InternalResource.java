package dev.trainyard.hub.web;

import dev.trainyard.data.audit.AuditFeed;
import dev.trainyard.data.audit.AuditRoutes;
import dev.trainyard.data.person.PersonErasure;
import dev.trainyard.data.person.PersonExport;
import dev.trainyard.data.person.PersonRoutes;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What auth-service asks of this service. */
@Path("/internal")
@Tag(name = "internal")
class InternalResource implements AuditRoutes, PersonRoutes {

  private final AuditFeed trail;
  private final PersonErasure erasure;
  private final PersonExport export;

  InternalResource(AuditFeed trail, PersonErasure erasure, PersonExport export) {
    this.trail = trail;
    this.erasure = erasure;
    this.export = export;
  }

  @Override
  public AuditFeed trail() {
    return trail;
  }

  @Override
  public PersonErasure erasure() {
    return erasure;
  }

  @Override
  public PersonExport export() {
    return export;
  }
}

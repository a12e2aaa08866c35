package dev.trainyard.data.audit;

import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestQuery;

/** How auth-service collects the trail of a service. */
public interface AuditRoutes {

  AuditFeed trail();

  @GET
  @Path("/audit")
  @RunOnVirtualThread
  @Produces(MediaType.APPLICATION_JSON)
  @Internal("auth")
  @Operation(operationId = "collectAuditEntries", summary = "Entries after a place in each chain")
  default AuditPage collectAudit(@RestQuery String after) {
    return trail().after(after);
  }
}

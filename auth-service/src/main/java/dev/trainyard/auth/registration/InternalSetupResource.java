package dev.trainyard.auth.registration;

import dev.trainyard.commons.client.Clients;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives the launcher the setup link that it prints. */
@Path("/internal/setup-link")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class InternalSetupResource {

  private final Setup setup;
  private final Clients clients;

  InternalSetupResource(Setup setup, Clients clients) {
    this.setup = setup;
    this.clients = clients;
  }

  @POST
  @PermitAll
  @Operation(operationId = "issueSetupLink", summary = "Make a fresh one-time setup link")
  public SetupLink issue(@HeaderParam(Clients.HEADER) String client) {
    return setup.issue(clients.require(client, "launcher"));
  }
}

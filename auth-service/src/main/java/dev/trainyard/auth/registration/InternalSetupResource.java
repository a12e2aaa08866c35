package dev.trainyard.auth.registration;

import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
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

  private static final String LAUNCHER = "launcher";

  private final Setup setup;

  InternalSetupResource(Setup setup) {
    this.setup = setup;
  }

  @POST
  @Internal(LAUNCHER)
  @Operation(operationId = "issueSetupLink", summary = "Make a fresh one-time setup link")
  public SetupLink issue() {
    return setup.issue(LAUNCHER);
  }
}

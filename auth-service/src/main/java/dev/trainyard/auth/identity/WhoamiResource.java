package dev.trainyard.auth.identity;

import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells clients of the Hugging Face Hub who they are. */
@Path("/api/whoami-v2")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "hub")
class WhoamiResource {

  private final Identities identities;
  private final CurrentCaller caller;

  WhoamiResource(Identities identities, CurrentCaller caller) {
    this.identities = identities;
    this.caller = caller;
  }

  /** Open, since whoever holds any credential may know whose it is; without one there is nobody. */
  @GET
  @Open
  @Operation(operationId = "whoami", summary = "Describe the caller in the Hub's form")
  public WhoamiResponse whoami() {
    return identities.describe(caller.get());
  }
}

package dev.trainyard.auth.factor;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What administrators do to other people's second factors. */
@Path("/api/v1/users/{name}/second-factor")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "second factor")
@Guards(ResourceKind.USER)
class UserFactorResource {

  private final FactorRemoval removal;
  private final CurrentCaller caller;

  UserFactorResource(FactorRemoval removal, CurrentCaller caller) {
    this.removal = removal;
    this.caller = caller;
  }

  @DELETE
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "removeSecondFactorOfUser",
      summary = "Remove the second factor of somebody who lost it")
  @APIResponse(responseCode = "204", description = "The password alone signs in from now on")
  public void removeOf(@RestPath String name) {
    removal.removeOf(caller.get(), name);
  }
}

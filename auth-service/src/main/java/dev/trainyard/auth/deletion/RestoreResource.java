package dev.trainyard.auth.deletion;

import dev.trainyard.auth.link.LinkRequest;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What the page behind the link in the mail sends; opening the page changes nothing. */
@Path("/api/v1/auth/account/restore")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "users")
class RestoreResource {

  private final Restorations restorations;

  RestoreResource(Restorations restorations) {
    this.restorations = restorations;
  }

  @POST
  @Open
  @Operation(operationId = "restoreAccount", summary = "Take the deletion of an account back")
  @APIResponse(responseCode = "204", description = "It stays; signing in works as before")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public void restore(@NotNull @Valid LinkRequest request) {
    restorations.byLink(request.token());
  }
}

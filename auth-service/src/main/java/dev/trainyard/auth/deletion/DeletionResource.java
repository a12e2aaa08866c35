package dev.trainyard.auth.deletion;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Where people leave the platform. */
@Path("/api/v1/users/me/deletion")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "users")
@Guards(ResourceKind.ACCOUNT)
class DeletionResource {

  private final OwnDeletion deletion;
  private final CurrentCaller caller;

  DeletionResource(OwnDeletion deletion, CurrentCaller caller) {
    this.deletion = deletion;
    this.caller = caller;
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(
      operationId = "deleteOwnUser",
      summary = "Have the own account deleted; everything of it ends at once, and goes later")
  @APIResponseSchema(value = DeletionResponse.class, responseCode = "202")
  @APIResponse(responseCode = "409", description = "An only owner, or the last administrator")
  public RestResponse<DeletionResponse> ask(@NotNull @Valid DeletionRequest request) {
    return RestResponse.accepted(deletion.ask(caller.get(), request.name()));
  }
}

package dev.trainyard.auth.registration;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of invitations. */
@Path("/api/v1/auth/invitations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registration")
@Guards(ResourceKind.INVITATION)
class InvitationResource {

  private final Invitations invitations;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  InvitationResource(Invitations invitations, CurrentCaller caller, Idempotency idempotency) {
    this.invitations = invitations;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(operationId = "createInvitation", summary = "Invite somebody to register")
  @APIResponseSchema(value = InvitationResponse.class, responseCode = "201")
  public RestResponse<InvitationResponse> create(
      @RestHeader(Idempotency.HEADER) String key, @NotNull @Valid CreateInvitationRequest request) {
    invitations.requireInviter(caller.get(), request);
    return idempotency.answerOnce(
        key,
        request,
        made -> "The invitation " + made.id(),
        () ->
            RestResponse.status(
                RestResponse.Status.CREATED, invitations.create(caller.get(), request)));
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listInvitations", summary = "List pending invitations, newest first")
  public Page<InvitationResponse> list(@RestQuery String cursor, @RestQuery String limit) {
    return invitations.list(caller.get(), Cursor.decode(cursor, 2), Limit.of(limit));
  }

  @DELETE
  @Path("/{id}")
  @Requires(Action.WRITE)
  @Operation(operationId = "revokeInvitation", summary = "Withdraw an invitation")
  @APIResponse(responseCode = "204", description = "Nobody can use it any more")
  public void revoke(@RestPath String id) {
    try {
      invitations.revoke(caller.get(), UUID.fromString(id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Invitation", id);
    }
  }
}

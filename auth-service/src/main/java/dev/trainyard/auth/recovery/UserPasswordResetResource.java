package dev.trainyard.auth.recovery;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.idempotency.Idempotency;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;

/** Lets administrators help; the link goes to the account's address and to nobody else. */
@Path("/api/v1/users/{name}/password-reset")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "password reset")
@Guards(ResourceKind.USER)
class UserPasswordResetResource {

  private final AdministratorResets resets;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  UserPasswordResetResource(
      AdministratorResets resets, CurrentCaller caller, Idempotency idempotency) {
    this.resets = resets;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @POST
  @Requires(Action.MANAGE)
  @Operation(operationId = "sendPasswordReset", summary = "Mail somebody a link for a new password")
  @APIResponse(responseCode = "202", description = "The mail is on its way")
  @APIResponse(responseCode = "409", description = "No mail can reach the account")
  public RestResponse<Void> send(
      @RestPath String name, @RestHeader(Idempotency.HEADER) String key) {
    resets.requireAdministrator(caller.get());
    return idempotency.answer(
        key,
        null,
        () -> {
          resets.send(caller.get(), name);
          return RestResponse.accepted();
        });
  }
}

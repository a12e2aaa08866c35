package dev.trainyard.auth.recovery;

import dev.trainyard.auth.limit.ClientOrigin;
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
import org.jboss.resteasy.reactive.RestResponse;

/** For people who cannot sign in because the password is lost. */
@Path("/api/v1/auth/password-resets")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "password reset")
class PasswordResetResource {

  private final ResetRequests requests;
  private final ResetLetters letters;
  private final PasswordReset reset;
  private final ResetLimits limits;
  private final ClientOrigin origin;

  PasswordResetResource(
      ResetRequests requests,
      ResetLetters letters,
      PasswordReset reset,
      ResetLimits limits,
      ClientOrigin origin) {
    this.requests = requests;
    this.letters = letters;
    this.reset = reset;
    this.limits = limits;
    this.origin = origin;
  }

  @POST
  @Open
  @Operation(operationId = "askForPasswordReset", summary = "Have a link mailed to the own address")
  @APIResponse(responseCode = "202", description = "If there is such an account, a mail comes")
  @APIResponse(responseCode = "409", description = "The platform sends no mail")
  public RestResponse<Void> ask(@NotNull @Valid ResetRequest request) {
    letters.requireMail();
    limits.ask(request.email(), origin.address());
    requests.add(request.email());
    return RestResponse.accepted();
  }

  @POST
  @Path("/complete")
  @Open
  @Operation(operationId = "completePasswordReset", summary = "Set a new password by a mailed link")
  @APIResponse(responseCode = "204", description = "Set; every session has ended")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public void complete(@NotNull @Valid NewPasswordRequest request) {
    reset.complete(request.token(), request.password());
  }
}

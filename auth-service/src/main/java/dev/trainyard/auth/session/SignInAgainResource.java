package dev.trainyard.auth.session;

import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in to an account that waits for its deletion, which keeps it. */
@Path("/api/v1/auth/login/restore")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
class SignInAgainResource {

  private final SignInAgain signIn;
  private final SessionAnswers answers;
  private final ClientOrigin origin;
  private final CurrentCaller caller;

  SignInAgainResource(
      SignInAgain signIn, SessionAnswers answers, ClientOrigin origin, CurrentCaller caller) {
    this.signIn = signIn;
    this.answers = answers;
    this.origin = origin;
    this.caller = caller;
  }

  @POST
  @Open
  @Operation(
      operationId = "restoreAndSignIn",
      summary = "Take the deletion of an account back and sign in to it")
  public RestResponse<SessionResponse> restore(@NotNull @Valid RestoreRequest request) {
    return answers.signedIn(RestResponse.Status.OK, signIn.restore(caller.get(), request, origin));
  }
}

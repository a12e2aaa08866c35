package dev.trainyard.auth.registration;

import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.link.LinkRequest;
import dev.trainyard.auth.session.SessionAnswers;
import dev.trainyard.auth.session.SessionResponse;
import dev.trainyard.auth.session.Sessions.OpenedSession;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** What the page behind a registration's mailed link sends. */
@Path("/api/v1/auth/register/confirm")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registration")
class ConfirmRegistrationResource {

  private final Registration registration;
  private final SessionAnswers answers;
  private final ClientOrigin origin;

  ConfirmRegistrationResource(
      Registration registration, SessionAnswers answers, ClientOrigin origin) {
    this.registration = registration;
    this.answers = answers;
    this.origin = origin;
  }

  @POST
  @Open
  @Operation(operationId = "confirmRegistration", summary = "Make an account by a mailed link")
  @APIResponseSchema(value = SessionResponse.class, responseCode = "201")
  @APIResponse(responseCode = "409", description = "Name or address were taken meanwhile")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public RestResponse<SessionResponse> confirm(@NotNull @Valid LinkRequest request) {
    OpenedSession created = registration.confirm(request.token(), origin.browser());
    return answers.signedIn(RestResponse.Status.CREATED, created);
  }
}

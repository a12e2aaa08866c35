package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.auth.password.NewPasswords;
import dev.trainyard.auth.session.SessionAnswers;
import dev.trainyard.auth.session.SessionResponse;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of the first administrator's setup. */
@Path("/api/v1/auth/setup")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registration")
class SetupResource {

  private final Setup setup;
  private final NewPasswords passwords;
  private final SessionAnswers answers;
  private final ClientOrigin origin;

  SetupResource(Setup setup, NewPasswords passwords, SessionAnswers answers, ClientOrigin origin) {
    this.setup = setup;
    this.passwords = passwords;
    this.answers = answers;
    this.origin = origin;
  }

  @GET
  @Open
  @Operation(
      operationId = "getSetup",
      summary = "Read whether the platform waits for its first administrator")
  public SetupStatus status() {
    return new SetupStatus(setup.required());
  }

  @POST
  @Open
  @Operation(operationId = "completeSetup", summary = "Become the first administrator")
  @APIResponseSchema(value = SessionResponse.class, responseCode = "201")
  @APIResponse(responseCode = "410", description = "The link cannot be used any more")
  public RestResponse<SessionResponse> complete(@NotNull @Valid SetupRequest request) {
    setup.requireValid(request.token());
    Profile profile = Profile.of(request.name(), request.email(), request.displayName());
    String hash = passwords.accept("password", request.password(), profile.name(), profile.email());
    OpenedSession created = setup.complete(request.token(), profile, hash, origin.browser());
    return answers.signedIn(RestResponse.Status.CREATED, created);
  }
}

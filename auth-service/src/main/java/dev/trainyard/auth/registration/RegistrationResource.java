package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.limit.AttemptLimits;
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
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** HTTP face of registration. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "registration")
class RegistrationResource {

  private static final Duration MAIL_WINDOW = Duration.ofHours(1);
  private static final int MAILS_PER_ADDRESS = 5;

  private final Registration registration;
  private final NewPasswords passwords;
  private final AttemptLimits limits;
  private final SessionAnswers answers;
  private final ClientOrigin origin;
  private final RegistrationRules rules;

  RegistrationResource(
      Registration registration,
      NewPasswords passwords,
      AttemptLimits limits,
      SessionAnswers answers,
      ClientOrigin origin,
      RegistrationRules rules) {
    this.registration = registration;
    this.passwords = passwords;
    this.limits = limits;
    this.answers = answers;
    this.origin = origin;
    this.rules = rules;
  }

  @GET
  @Path("/registration")
  @Open
  @Operation(operationId = "getRegistration", summary = "Read who may register")
  public RegistrationStatus status() {
    return rules.status();
  }

  @POST
  @Path("/register")
  @Open
  @Operation(operationId = "register", summary = "Create an account")
  @APIResponseSchema(value = SessionResponse.class, responseCode = "201")
  @APIResponse(responseCode = "202", description = "A link to confirm the address is mailed")
  @APIResponse(responseCode = "403", description = "Registration needs a valid invitation")
  @APIResponse(responseCode = "409", description = "The name or the e-mail address is in use")
  public RestResponse<SessionResponse> register(@NotNull @Valid RegisterRequest request) {
    Optional<String> invite = Optional.ofNullable(request.inviteToken());
    if (invite.isEmpty()) {
      rules.requireOpen();
    }
    limits.registrationFrom(origin.address());
    Profile profile = Profile.of(request.name(), request.email(), request.displayName());
    invite.ifPresent(token -> registration.requireUsable(token, profile));
    boolean proves = invite.isEmpty() && rules.addressesAreProved();
    if (proves) {
      rules.requireDomain(profile);
      limits.attempt("registration-mail", profile.email(), MAILS_PER_ADDRESS, MAIL_WINDOW);
    }
    String hash = passwords.accept("password", request.password(), profile.name(), profile.email());
    if (proves) {
      registration.postpone(profile, hash);
      return RestResponse.accepted();
    }
    OpenedSession created = registration.register(invite, profile, hash, origin.browser());
    return answers.signedIn(RestResponse.Status.CREATED, created);
  }
}

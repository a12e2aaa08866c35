package dev.trainyard.auth.session;

import dev.trainyard.auth.factor.SecondFactors;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Open;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Signing in, in one step or two, and proving again to be there. */
@Path("/api/v1/auth")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "sessions")
@Guards(ResourceKind.ACCOUNT)
class SignInResource {

  private final SignIn signIn;
  private final SecondStep secondStep;
  private final Presence presence;
  private final SessionAnswers answers;
  private final ClientOrigin origin;
  private final CurrentCaller caller;

  SignInResource(
      SignIn signIn,
      SecondStep secondStep,
      Presence presence,
      SessionAnswers answers,
      ClientOrigin origin,
      CurrentCaller caller) {
    this.signIn = signIn;
    this.secondStep = secondStep;
    this.presence = presence;
    this.answers = answers;
    this.origin = origin;
    this.caller = caller;
  }

  @POST
  @Path("/login")
  @Open
  @Operation(operationId = "signIn", summary = "Sign in with a password")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = SessionResponse.class)))
  @APIResponse(
      responseCode = "202",
      description = "The second factor, or that the account shall stay, is still to come",
      content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
  public RestResponse<?> login(@NotNull @Valid LoginRequest request) {
    return answer(signIn.signIn(caller.get(), request, origin));
  }

  @POST
  @Path("/login/second-factor")
  @Open
  @Operation(operationId = "signInWithSecondFactor", summary = "End a sign-in in two steps")
  @APIResponse(
      responseCode = "200",
      description = "Signed in",
      content = @Content(schema = @Schema(implementation = SessionResponse.class)))
  @APIResponse(
      responseCode = "202",
      description = "That the account shall stay is still to come",
      content = @Content(schema = @Schema(implementation = ChallengeResponse.class)))
  public RestResponse<?> secondFactor(@NotNull @Valid SecondFactorRequest request) {
    return answer(secondStep.complete(caller.get(), request, origin));
  }

  @POST
  @Path("/step-up")
  @Requires(Action.WRITE)
  @Operation(operationId = "stepUp", summary = "Prove again to be there; the cookie changes")
  public RestResponse<SessionResponse> stepUp(@NotNull @Valid StepUpRequest request) {
    return answers.signedIn(RestResponse.Status.OK, presence.prove(caller.get(), request, origin));
  }

  private RestResponse<?> answer(SignInResult result) {
    return switch (result) {
      case SignInResult.SignedIn signedIn ->
          answers.signedIn(RestResponse.Status.OK, signedIn.session());
      case SignInResult.Challenged challenged ->
          stillToCome(challenged, SecondFactors.METHODS, null);
      case SignInResult.Waiting waiting ->
          stillToCome(waiting.challenge(), List.of("restore"), waiting.deletionAt());
    };
  }

  private static RestResponse<ChallengeResponse> stillToCome(
      SignInResult.Challenged challenge, List<String> methods, Instant deletionAt) {
    return RestResponse.ResponseBuilder.create(
            RestResponse.Status.ACCEPTED,
            new ChallengeResponse(challenge.secret(), challenge.expiresAt(), methods, deletionAt))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }
}

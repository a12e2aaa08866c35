package dev.trainyard.auth.token;

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
import jakarta.ws.rs.core.HttpHeaders;
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

/** HTTP face of personal tokens. */
@Path("/api/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "tokens")
@Guards(ResourceKind.TOKEN)
class TokenResource {

  private final PersonalTokens tokens;
  private final TokenCreation creation;
  private final CurrentCaller caller;
  private final Idempotency idempotency;

  TokenResource(
      PersonalTokens tokens,
      TokenCreation creation,
      CurrentCaller caller,
      Idempotency idempotency) {
    this.tokens = tokens;
    this.creation = creation;
    this.caller = caller;
    this.idempotency = idempotency;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listTokens", summary = "List the own tokens, newest first")
  public Page<TokenResponse> list(@RestQuery String cursor, @RestQuery String limit) {
    return tokens.list(caller.get(), Cursor.decode(cursor, 2), Limit.of(limit));
  }

  @POST
  @Requires(Action.WRITE)
  @Operation(operationId = "createToken", summary = "Make a token; it is shown this once")
  @APIResponseSchema(value = TokenResponse.class, responseCode = "201")
  @APIResponse(responseCode = "403", description = "A token cannot make tokens")
  public RestResponse<TokenResponse> create(
      @RestHeader(Idempotency.HEADER) String key, @NotNull @Valid CreateTokenRequest request) {
    creation.requireMaker(caller.get());
    return idempotency.answerOnce(
        key,
        request,
        made -> "The token " + made.name(),
        () ->
            RestResponse.ResponseBuilder.create(
                    RestResponse.Status.CREATED, creation.create(caller.get(), request))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build());
  }

  @DELETE
  @Path("/{id}")
  @Requires(Action.WRITE)
  @Operation(operationId = "revokeToken", summary = "Revoke one of the own tokens")
  @APIResponse(responseCode = "204", description = "Nobody can use it any more")
  public void revoke(@RestPath String id) {
    tokens.revoke(caller.get(), id(id));
  }

  /** The id in a path, or 404. */
  static UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("Token", text);
    }
  }
}

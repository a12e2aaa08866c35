package dev.trainyard.auth.token;

import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Limit;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Guards;
import dev.trainyard.commons.security.Requires;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What administrators do with other people's tokens. */
@Path("/api/v1/users/{name}/tokens")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "tokens")
@Guards(ResourceKind.USER)
class UserTokenResource {

  private final UserTokens tokens;
  private final CurrentCaller caller;

  UserTokenResource(UserTokens tokens, CurrentCaller caller) {
    this.tokens = tokens;
    this.caller = caller;
  }

  @GET
  @Requires(Action.READ)
  @Operation(operationId = "listUserTokens", summary = "List a person's tokens, newest first")
  public Page<TokenResponse> list(
      @RestPath String name, @RestQuery String cursor, @RestQuery String limit) {
    return tokens.list(caller.get(), name, Cursor.decode(cursor, 2), Limit.of(limit));
  }

  @DELETE
  @Path("/{id}")
  @Requires(Action.MANAGE)
  @Operation(operationId = "revokeUserToken", summary = "Revoke one of a person's tokens")
  @APIResponse(responseCode = "204", description = "Nobody can use it any more")
  public void revoke(@RestPath String name, @RestPath String id) {
    tokens.revoke(caller.get(), name, TokenResource.id(id));
  }
}

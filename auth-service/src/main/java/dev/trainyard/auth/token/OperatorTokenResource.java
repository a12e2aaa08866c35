package dev.trainyard.auth.token;

import dev.trainyard.commons.client.Clients;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.validation.Valid;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives the launcher tokens for the operator of the machine. */
@Path("/internal/operator-token")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class OperatorTokenResource {

  private final OperatorTokens tokens;
  private final Clients clients;

  OperatorTokenResource(OperatorTokens tokens, Clients clients) {
    this.tokens = tokens;
    this.clients = clients;
  }

  @POST
  @PermitAll
  @Operation(operationId = "createOperatorToken", summary = "Make a token of one hour's life")
  public OperatorToken create(
      @HeaderParam(Clients.HEADER) String client, @Valid OperatorTokenRequest request) {
    String name = clients.require(client, "launcher");
    return tokens.create(name, Optional.ofNullable(request).map(OperatorTokenRequest::user));
  }
}

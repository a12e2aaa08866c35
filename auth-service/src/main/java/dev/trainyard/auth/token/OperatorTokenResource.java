package dev.trainyard.auth.token;

import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
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

  private static final String LAUNCHER = "launcher";

  private final OperatorTokens tokens;

  OperatorTokenResource(OperatorTokens tokens) {
    this.tokens = tokens;
  }

  @POST
  @Internal(LAUNCHER)
  @Operation(operationId = "createOperatorToken", summary = "Make a token of one hour's life")
  public OperatorToken create(@NotNull @Valid OperatorTokenRequest request) {
    return tokens.create(LAUNCHER, Optional.ofNullable(request.user()));
  }
}

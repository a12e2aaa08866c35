package dev.trainyard.auth.leak;

import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.limit.ClientOrigin;
import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Where a leaked token is reported: holding it is all the right that ending it needs. */
@Path("/api/v1/tokens/revocations")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "tokens")
class RevocationResource {

  private static final int REPORTS_PER_ADDRESS = 100;
  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final LeakedTokens tokens;
  private final AttemptLimits limits;
  private final ClientOrigin origin;

  RevocationResource(LeakedTokens tokens, AttemptLimits limits, ClientOrigin origin) {
    this.tokens = tokens;
    this.limits = limits;
    this.origin = origin;
  }

  @POST
  @Open
  @Operation(
      operationId = "revokeLeakedToken",
      summary = "End any token that one holds, and tell its owner")
  @APIResponse(responseCode = "204", description = "It is worth nothing, if it ever was")
  public void revoke(@NotNull @Valid RevocationRequest request) {
    limits.attempt("leak-address", origin.address().group(), REPORTS_PER_ADDRESS, WINDOW);
    tokens.revoke(request.token().strip());
  }
}

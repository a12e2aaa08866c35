package dev.trainyard.auth.exchange;

import dev.trainyard.commons.security.Internal;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The gateway's way from a cookie or token to a signed access token. */
@Path("/internal/exchange")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class ExchangeResource {

  private final Exchange exchange;

  ExchangeResource(Exchange exchange) {
    this.exchange = exchange;
  }

  @POST
  @Internal("gateway")
  @Operation(operationId = "exchange", summary = "Turn a credential into an access token")
  public ExchangeResponse exchange(@NotNull @Valid ExchangeRequest request) {
    return exchange.exchange(request);
  }
}

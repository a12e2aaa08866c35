package dev.trainyard.auth.key;

import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Publishes the keys that verify the platform's tokens. */
@Path("/.well-known/jwks.json")
@RunOnVirtualThread
@Tag(name = "keys")
class JwksResource {

  /** Far below the time that a new key is published before it signs. */
  private static final String CACHE = "public, max-age=60";

  private final KeyRing ring;

  JwksResource(KeyRing ring) {
    this.ring = ring;
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Open
  @Operation(operationId = "getKeySet", summary = "Read the JSON Web Key Set")
  public RestResponse<String> keySet() {
    return RestResponse.ResponseBuilder.ok(ring.keySet())
        .header(HttpHeaders.CACHE_CONTROL, CACHE)
        .build();
  }
}

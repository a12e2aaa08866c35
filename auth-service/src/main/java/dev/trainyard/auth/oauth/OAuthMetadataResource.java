package dev.trainyard.auth.oauth;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells OAuth clients where what is. */
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@PermitAll
@RunOnVirtualThread
@Tag(name = "oauth")
class OAuthMetadataResource {

  private final PublicOrigin origin;

  OAuthMetadataResource(PublicOrigin origin) {
    this.origin = origin;
  }

  @GET
  @Operation(operationId = "getOAuthMetadata", summary = "Read what the OAuth endpoints can do")
  public OAuthMetadata metadata() {
    return OAuthMetadata.of(origin.url());
  }
}

package dev.trainyard.auth.oauth;

import dev.trainyard.commons.security.Open;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells OAuth clients where what is. */
@Path("/.well-known/oauth-authorization-server")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "oauth")
class OAuthMetadataResource {

  private final PublicOrigin origin;

  OAuthMetadataResource(PublicOrigin origin) {
    this.origin = origin;
  }

  @GET
  @Open
  @Operation(operationId = "getOAuthMetadata", summary = "Read what the OAuth endpoints can do")
  public OAuthMetadata metadata() {
    return OAuthMetadata.of(origin.url());
  }
}

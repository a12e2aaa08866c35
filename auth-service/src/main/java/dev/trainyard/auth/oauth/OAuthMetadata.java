package dev.trainyard.auth.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What this authorisation server can do (RFC 8414). It has no authorisation endpoint, so the list
 * of response types, which must be there, is empty.
 */
@Schema(name = "OAuthMetadata")
public record OAuthMetadata(
    String issuer,
    @JsonProperty("token_endpoint") String tokenEndpoint,
    @JsonProperty("device_authorization_endpoint") String deviceAuthorizationEndpoint,
    @JsonProperty("revocation_endpoint") String revocationEndpoint,
    @JsonProperty("response_types_supported") List<String> responseTypes,
    @JsonProperty("grant_types_supported") List<String> grantTypes,
    @JsonProperty("scopes_supported") List<String> scopes,
    @JsonProperty("token_endpoint_auth_methods_supported") List<String> authMethods,
    @JsonProperty("revocation_endpoint_auth_methods_supported")
        List<String> revocationAuthMethods) {

  static OAuthMetadata of(String origin) {
    return new OAuthMetadata(
        origin,
        origin + "/oauth/token",
        origin + "/oauth/device",
        origin + "/oauth/revoke",
        List.of(),
        List.of(OAuthResource.DEVICE_CODE, OAuthResource.REFRESH_TOKEN),
        List.of("read", "write"),
        List.of("none"),
        List.of("none"));
  }
}

package dev.trainyard.auth.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Tokens as a client gets them (RFC 6749, 5.1).
 *
 * @param expiresIn seconds
 */
@Schema(name = "OAuthToken")
public record OAuthTokenResponse(
    @JsonProperty("access_token") String accessToken,
    @JsonProperty("refresh_token") String refreshToken,
    @JsonProperty("token_type") String tokenType,
    @JsonProperty("expires_in") long expiresIn,
    String scope) {}

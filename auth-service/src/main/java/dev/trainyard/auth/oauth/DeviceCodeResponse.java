package dev.trainyard.auth.oauth;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a device shows its user and polls with (RFC 8628, 3.2).
 *
 * @param expiresIn seconds
 * @param interval seconds between two polls
 */
@Schema(name = "DeviceCode")
public record DeviceCodeResponse(
    @JsonProperty("device_code") String deviceCode,
    @JsonProperty("user_code") String userCode,
    @JsonProperty("verification_uri") String verificationUri,
    @JsonProperty("verification_uri_complete") String verificationUriComplete,
    @JsonProperty("expires_in") long expiresIn,
    int interval) {}

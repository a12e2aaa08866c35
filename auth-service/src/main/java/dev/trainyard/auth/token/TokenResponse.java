package dev.trainyard.auth.token;

import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A personal token.
 *
 * @param lastUsedAt to the minute, absent when never used
 * @param hint the beginning of the token
 * @param token the token itself, shown only when it is made
 */
@Schema(name = "Token")
public record TokenResponse(
    UUID id,
    String name,
    TokenScope scope,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    String hint,
    String token) {}

package dev.trainyard.auth.exchange;

import java.time.Instant;
import java.util.UUID;

/**
 * What the gateway forwards instead of the credential.
 *
 * @param rightsVersion changes whenever roles, scope or memberships do
 * @param csrfToken only for sessions
 */
public record ExchangeResponse(
    String jwt,
    Instant expiresAt,
    UUID credentialId,
    CredentialKind kind,
    UUID subject,
    String name,
    String rightsVersion,
    String csrfToken) {}

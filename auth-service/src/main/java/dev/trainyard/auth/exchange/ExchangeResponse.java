package dev.trainyard.auth.exchange;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * What the gateway forwards instead of the credential.
 *
 * @param rightsVersion changes whenever roles, scope or memberships do
 * @param csrfToken only for sessions
 * @param networks from where the credential may be used, as CIDR ranges; empty for everywhere
 */
public record ExchangeResponse(
    String jwt,
    Instant expiresAt,
    UUID credentialId,
    CredentialKind kind,
    UUID subject,
    String name,
    String rightsVersion,
    String csrfToken,
    List<String> networks) {

  public ExchangeResponse {
    networks = List.copyOf(networks);
  }
}

package dev.trainyard.auth.token;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A personal token.
 *
 * @param scope {@code write} if it may change anything, in short for {@code scopes}
 * @param scopes what it was made for
 * @param only repositories and namespaces that it is limited to; empty for all
 * @param networks from where it may be used, as CIDR ranges; empty for everywhere
 * @param lastUsedAt to the minute, absent when never used
 * @param lastUsedNetwork from where it was last used: an IPv4 /24 or IPv6 /48
 * @param hint the beginning of the token
 * @param token the token itself, shown only when it is made
 */
@Schema(name = "Token")
public record TokenResponse(
    UUID id,
    String name,
    TokenScope scope,
    List<String> scopes,
    List<String> only,
    List<String> networks,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    String lastUsedNetwork,
    String hint,
    String token) {

  public TokenResponse {
    scopes = List.copyOf(scopes);
    only = List.copyOf(only);
    networks = List.copyOf(networks);
  }
}

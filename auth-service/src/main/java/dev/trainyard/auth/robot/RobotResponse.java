package dev.trainyard.auth.robot;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A machine that acts for an organisation.
 *
 * @param fullName what it is called as a caller, {@code acme+ci}
 * @param only repositories and organisations that it is limited to; empty for its whole
 *     organisation
 * @param networks from where it may act, as CIDR ranges; empty for everywhere
 * @param createdBy the name of whoever made it, who has no more to do with it
 * @param lastUsedAt to the minute, absent when never used
 * @param lastUsedNetwork from where it last acted: an IPv4 /24 or IPv6 /48
 * @param secrets the live ones, newest first
 */
@Schema(name = "Robot")
public record RobotResponse(
    UUID id,
    String name,
    String fullName,
    String description,
    NamespaceRole role,
    List<String> scopes,
    List<String> only,
    List<String> networks,
    boolean disabled,
    String createdBy,
    Instant createdAt,
    Instant expiresAt,
    Instant lastUsedAt,
    String lastUsedNetwork,
    List<Secret> secrets) {

  public RobotResponse {
    scopes = List.copyOf(scopes);
    only = List.copyOf(only);
    networks = List.copyOf(networks);
    secrets = List.copyOf(secrets);
  }

  /**
   * One of at most two live secrets.
   *
   * @param hint its beginning
   * @param token the secret itself, shown only when it is made
   */
  @Schema(name = "RobotSecret")
  public record Secret(UUID id, String hint, Instant createdAt, Instant expiresAt, String token) {}
}

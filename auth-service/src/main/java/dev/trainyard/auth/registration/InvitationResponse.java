package dev.trainyard.auth.registration;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A pending invitation.
 *
 * @param token secret of the link, shown only when the invitation is made
 */
@Schema(name = "Invitation")
public record InvitationResponse(
    UUID id,
    String token,
    String email,
    String organisation,
    NamespaceRole role,
    String platformRole,
    Instant createdAt,
    Instant expiresAt) {}

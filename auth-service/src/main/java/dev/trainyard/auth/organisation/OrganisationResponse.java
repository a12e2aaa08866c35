package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organisation as a member sees it.
 *
 * @param role the caller's role, absent for an administrator who is no member
 */
@Schema(name = "Organisation")
public record OrganisationResponse(
    UUID id, String name, String displayName, NamespaceRole role, Instant createdAt) {}

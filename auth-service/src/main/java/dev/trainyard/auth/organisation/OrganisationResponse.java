package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An organisation as a member sees it.
 *
 * @param role the caller's role, absent for an administrator who is no member
 * @param requiresSecondFactor whether members without a second factor have no rights here
 * @param deletionAt when it is deleted; absent unless it waits for that, which administrators see
 */
@Schema(name = "Organisation")
public record OrganisationResponse(
    UUID id,
    String name,
    String displayName,
    NamespaceRole role,
    boolean requiresSecondFactor,
    Instant createdAt,
    Instant deletionAt) {}

package dev.trainyard.auth.team;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A team as the members of its organisation see it.
 *
 * @param role what the team gives its members in the organisation, at least
 * @param members number of members
 */
@Schema(name = "Team")
public record TeamResponse(
    String name, String displayName, NamespaceRole role, long members, Instant createdAt) {}

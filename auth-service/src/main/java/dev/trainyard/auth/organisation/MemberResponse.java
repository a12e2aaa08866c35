package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A member of an organisation.
 *
 * @param role the member's own role
 * @param effectiveRole the role that counts: the strongest of the own one and those of the teams
 */
@Schema(name = "Member")
public record MemberResponse(
    String name,
    String displayName,
    NamespaceRole role,
    NamespaceRole effectiveRole,
    Instant since) {}

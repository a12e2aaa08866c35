package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member of an organisation. */
@Schema(name = "Member")
public record MemberResponse(String name, String displayName, NamespaceRole role, Instant since) {}

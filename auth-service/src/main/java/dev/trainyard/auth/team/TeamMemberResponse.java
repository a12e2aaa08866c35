package dev.trainyard.auth.team;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A member of a team. */
@Schema(name = "TeamMember")
public record TeamMemberResponse(String name, String displayName, Instant since) {}

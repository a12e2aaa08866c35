package dev.trainyard.auth.team;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.validation.constraints.Size;

/** Body of {@code PATCH /api/v1/orgs/{org}/teams/{team}}; what is absent stays. */
record UpdateTeamRequest(@Size(max = 300) String displayName, NamespaceRole role) {}

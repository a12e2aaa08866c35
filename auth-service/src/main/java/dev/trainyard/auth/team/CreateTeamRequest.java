package dev.trainyard.auth.team;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/orgs/{org}/teams}; without a role the team gives {@code reader}. */
record CreateTeamRequest(
    @NotNull String name, @Size(max = 300) String displayName, NamespaceRole role) {}

package dev.trainyard.auth.organisation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/orgs}. */
record CreateOrganisationRequest(@NotNull String name, @Size(max = 300) String displayName) {}

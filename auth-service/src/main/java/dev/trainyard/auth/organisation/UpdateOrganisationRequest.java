package dev.trainyard.auth.organisation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code PATCH /api/v1/orgs/{org}}. */
record UpdateOrganisationRequest(@NotNull @Size(max = 300) String displayName) {}

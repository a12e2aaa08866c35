package dev.trainyard.auth.organisation;

import jakarta.validation.constraints.Size;

/** Body of {@code PATCH /api/v1/orgs/{org}}; absent fields stay as they are. */
record UpdateOrganisationRequest(
    @Size(max = 300) String displayName, Boolean requiresSecondFactor) {}

package dev.trainyard.auth.organisation;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Body of {@code POST /api/v1/orgs/{org}/deletion}.
 *
 * @param name the organisation's name once more, so that nobody asks for this by accident
 */
@Schema(name = "OrganisationDeletionRequest")
record OrganisationDeletionRequest(@NotNull @Size(max = 96) String name) {}

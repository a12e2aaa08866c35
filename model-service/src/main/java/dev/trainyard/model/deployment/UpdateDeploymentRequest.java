package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Visibility;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** Body of {@code PATCH /api/v1/deployments/{ns}/{name}}; what is absent stays. */
record UpdateDeploymentRequest(
    @Min(1) Integer version, @Min(1) @Max(8) Integer replicas, Visibility visibility) {}

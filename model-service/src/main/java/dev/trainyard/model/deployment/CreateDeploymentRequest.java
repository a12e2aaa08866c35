package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Visibility;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * Body of {@code POST /api/v1/deployments}.
 *
 * @param namespace the caller's own when absent
 * @param model {@code namespace/name} of a model that the caller may read
 * @param replicas 1 when absent
 * @param visibility private when absent
 */
record CreateDeploymentRequest(
    String namespace,
    @NotNull String name,
    @NotNull String model,
    @NotNull @Min(1) Integer version,
    @Min(1) @Max(8) Integer replicas,
    Visibility visibility) {

  CreateDeploymentRequest {
    replicas = replicas == null ? Integer.valueOf(1) : replicas;
    visibility = visibility == null ? Visibility.PRIVATE : visibility;
  }
}

package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Visibility;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A deployment as clients see it.
 *
 * @param url path on the platform's origin below which it answers the Open Inference Protocol
 */
@Schema(name = "Deployment")
record DeploymentResponse(
    UUID id,
    String namespace,
    String name,
    String model,
    int version,
    int desiredReplicas,
    DeploymentState state,
    String reason,
    Visibility visibility,
    List<ReplicaResponse> replicas,
    String url,
    Instant createdAt,
    String createdBy,
    Instant updatedAt,
    Permissions permissions) {

  DeploymentResponse {
    replicas = List.copyOf(replicas);
  }

  /** One replica that the deployment has or tries to have. */
  @Schema(name = "Replica")
  record ReplicaResponse(
      int index, int version, ReplicaState state, String reason, Instant startedAt, int restarts) {}

  /** What the caller may do with the deployment. */
  @Schema(name = "DeploymentPermissions")
  record Permissions(boolean write, boolean manage) {}
}

package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.ReplicaKey;
import java.util.UUID;

/**
 * What the reconciler needs to know about a replica outside a transaction.
 *
 * @param modelName name under which it answers: the deployment's
 * @param address null while it has none
 */
record ReplicaView(
    ReplicaKey key,
    UUID repositoryId,
    String modelName,
    int version,
    ReplicaState state,
    String address) {

  static ReplicaView of(DeploymentEntity deployment, ReplicaEntity replica) {
    return new ReplicaView(
        replica.key(),
        deployment.repositoryId(),
        deployment.name(),
        replica.version(),
        replica.state(),
        replica.address().orElse(null));
  }
}

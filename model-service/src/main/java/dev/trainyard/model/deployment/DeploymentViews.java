package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.model.deployment.DeploymentResponse.Permissions;
import dev.trainyard.model.deployment.DeploymentResponse.ReplicaResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Shows deployments with the state that their replicas add up to. */
@ApplicationScoped
class DeploymentViews {

  private final ReplicaRepository replicas;
  private final DeploymentRules rules;

  DeploymentViews(ReplicaRepository replicas, DeploymentRules rules) {
    this.replicas = replicas;
    this.rules = rules;
  }

  DeploymentResponse of(DeploymentEntity deployment, Caller caller) {
    return of(deployment, replicas.of(deployment.id()), caller);
  }

  /** Of many, with one query for all their replicas. */
  Map<UUID, DeploymentResponse> of(Collection<DeploymentEntity> deployments, Caller caller) {
    Map<UUID, List<ReplicaEntity>> rows =
        replicas.of(deployments.stream().map(DeploymentEntity::id).toList());
    return deployments.stream()
        .map(deployment -> of(deployment, rows.getOrDefault(deployment.id(), List.of()), caller))
        .collect(Collectors.toMap(DeploymentResponse::id, Function.identity()));
  }

  private DeploymentResponse of(
      DeploymentEntity deployment, List<ReplicaEntity> rows, Caller caller) {
    Instant now = Clock.systemUTC().instant();
    DeploymentStatus status = DeploymentStatus.of(deployment, rows, now);
    boolean attended = deployment.attended(now);
    return new DeploymentResponse(
        deployment.id(),
        deployment.namespace(),
        deployment.name(),
        deployment.model(),
        deployment.version(),
        deployment.desiredReplicas(),
        status.state(),
        status.reason(),
        deployment.visibility(),
        rows.stream()
            .filter(replica -> replica.state().wanted())
            .map(replica -> attended ? shown(replica) : lost(replica))
            .toList(),
        "/serve/" + deployment.fullName(),
        deployment.createdAt(),
        deployment.createdBy(),
        deployment.updatedAt(),
        new Permissions(rules.mayWrite(deployment, caller), rules.mayEnd(deployment, caller)));
  }

  private static ReplicaResponse shown(ReplicaEntity replica) {
    return new ReplicaResponse(
        replica.index(),
        replica.version(),
        replica.state(),
        replica.reason().orElse(null),
        replica.startedAt(),
        replica.restarts());
  }

  private static ReplicaResponse lost(ReplicaEntity replica) {
    return new ReplicaResponse(
        replica.index(),
        replica.version(),
        ReplicaState.RESTARTING,
        DeploymentStatus.UNATTENDED,
        replica.startedAt(),
        replica.restarts());
  }
}

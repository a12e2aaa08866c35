package dev.trainyard.model.deployment;

import dev.trainyard.model.config.DeploymentsConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Records decisions about replicas, each in one transaction under the fence of the lease. */
@ApplicationScoped
class Decisions {

  /** States that end by something that happens outside, at any time. */
  private static final Set<ReplicaState> URGENT =
      EnumSet.of(
          ReplicaState.STARTING,
          ReplicaState.CHECKING,
          ReplicaState.DRAINING,
          ReplicaState.STOPPING);

  private final DeploymentRepository deployments;
  private final ReplicaRepository replicas;
  private final ServiceInstance instance;
  private final ReplicaProgress progress;
  private final Rollout rollout;

  Decisions(
      DeploymentRepository deployments,
      ReplicaRepository replicas,
      ServiceInstance instance,
      DeploymentsConfig config) {
    this.deployments = deployments;
    this.replicas = replicas;
    this.instance = instance;
    this.progress = new ReplicaProgress(instance.id(), config.checkTimeout(), config.drain());
    this.rollout = new Rollout(instance.id());
  }

  @Transactional
  List<ReplicaView> views(UUID id) {
    return deployments
        .findByIdOptional(id)
        .map(deployment -> views(deployment, replicas.of(id)))
        .orElse(List.of());
  }

  /** Decides and records; empty when another instance holds the lease, or it is all over. */
  @Transactional
  Optional<Decision> decide(Lease lease, Map<UUID, Sight> sights) {
    Optional<DeploymentEntity> found = deployments.lockFenced(lease, instance.id());
    if (found.isEmpty()) {
      return Optional.empty();
    }
    DeploymentEntity deployment = found.get();
    deployment.decided(lease);
    Instant now = Clock.systemUTC().instant();
    List<ReplicaEntity> rows = replicas.of(deployment.id());
    Set<String> before = addresses(rows);
    Actions actions = new Actions();
    rows.forEach(
        row -> progress.advance(row, sights.getOrDefault(row.id(), Sight.NOTHING), actions, now));
    rollout.plan(deployment, rows, actions, now);
    List<ReplicaEntity> after = new ArrayList<>(rows);
    after.removeAll(actions.removed());
    after.addAll(actions.created());
    actions.removed().forEach(replicas::delete);
    // Removed rows leave first: a new one may take the same index and version.
    replicas.flush();
    replicas.persist(actions.created());
    if (!addresses(after).equals(before)) {
      deployment.routesChanged();
    }
    if (deployment.desired() == DesiredState.DELETED && after.isEmpty()) {
      deployments.delete(deployment);
    }
    return Optional.of(decision(lease, deployment, after, actions));
  }

  private static Decision decision(
      Lease lease, DeploymentEntity deployment, List<ReplicaEntity> after, Actions actions) {
    Set<Integer> versions = new HashSet<>();
    after.forEach(replica -> versions.add(replica.version()));
    if (deployment.desired() == DesiredState.RUNNING) {
      versions.add(deployment.version());
    }
    boolean calm =
        after.stream().allMatch(replica -> replica.is(ReplicaState.READY))
            && lease.generation() == deployment.generation()
            && actions.removed().isEmpty();
    return new Decision(
        lease,
        views(deployment, after),
        views(deployment, actions.starts()),
        actions.stops(),
        versions,
        !actions.removed().isEmpty(),
        calm,
        after.stream().anyMatch(replica -> URGENT.contains(replica.state())));
  }

  private static List<ReplicaView> views(DeploymentEntity deployment, List<ReplicaEntity> rows) {
    return rows.stream().map(replica -> ReplicaView.of(deployment, replica)).toList();
  }

  private static Set<String> addresses(List<ReplicaEntity> rows) {
    return rows.stream()
        .filter(replica -> replica.is(ReplicaState.READY))
        .map(ReplicaEntity::address)
        .flatMap(Optional::stream)
        .collect(Collectors.toSet());
  }
}

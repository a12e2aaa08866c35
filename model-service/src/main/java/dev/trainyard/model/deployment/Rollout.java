package dev.trainyard.model.deployment;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Decides which replicas a deployment has: a new one is ready before the old one of its index
 * drains, one index after the other, and an old one that serves is never given up for one that does
 * not.
 */
final class Rollout {

  private final UUID instance;

  Rollout(UUID instance) {
    this.instance = instance;
  }

  void plan(DeploymentEntity deployment, List<ReplicaEntity> all, Actions actions, Instant now) {
    List<ReplicaEntity> present = all.stream().filter(replica -> replica.state().wanted()).toList();
    if (deployment.desired() != DesiredState.RUNNING) {
      present.forEach(replica -> retire(replica, actions, now));
      return;
    }
    List<ReplicaEntity> current = having(present, replica -> isCurrent(replica, deployment));
    List<ReplicaEntity> old = having(present, replica -> !isCurrent(replica, deployment));
    current.forEach(replica -> confirm(replica, deployment, actions, now));
    retireSurplus(deployment, current, old, actions, now);
    retireReplaced(current, old, actions, now);
    createMissing(deployment, current, old, actions, now);
  }

  private static boolean isCurrent(ReplicaEntity replica, DeploymentEntity deployment) {
    return replica.version() == deployment.version();
  }

  /** Every change of what people want gives a failed replica a fresh attempt. */
  private void confirm(
      ReplicaEntity replica, DeploymentEntity deployment, Actions actions, Instant now) {
    if (replica.generation() < deployment.generation()) {
      replica.confirm(deployment.generation());
      if (replica.is(ReplicaState.FAILED)) {
        replica.forgive();
        replica.start(instance, now);
        actions.start(replica);
      }
    }
  }

  private static void retireSurplus(
      DeploymentEntity deployment,
      List<ReplicaEntity> current,
      List<ReplicaEntity> old,
      Actions actions,
      Instant now) {
    Predicate<ReplicaEntity> surplus = replica -> replica.index() >= deployment.desiredReplicas();
    boolean othersServe =
        Stream.concat(current.stream(), old.stream())
            .anyMatch(replica -> !surplus.test(replica) && replica.is(ReplicaState.READY));
    Stream.concat(current.stream(), old.stream())
        .filter(surplus)
        .filter(replica -> othersServe || !replica.is(ReplicaState.READY))
        .forEach(replica -> retire(replica, actions, now));
  }

  private static void retireReplaced(
      List<ReplicaEntity> current, List<ReplicaEntity> old, Actions actions, Instant now) {
    for (ReplicaEntity replica : having(old, candidate -> candidate.state().wanted())) {
      boolean replaced =
          current.stream()
              .anyMatch(
                  successor ->
                      successor.index() == replica.index() && successor.is(ReplicaState.READY));
      if (replaced || !replica.served()) {
        retire(replica, actions, now);
      }
    }
  }

  private void createMissing(
      DeploymentEntity deployment,
      List<ReplicaEntity> current,
      List<ReplicaEntity> old,
      Actions actions,
      Instant now) {
    boolean oldServe = old.stream().anyMatch(replica -> replica.is(ReplicaState.READY));
    boolean allReady = current.stream().allMatch(replica -> replica.is(ReplicaState.READY));
    if (oldServe && !allReady) {
      return;
    }
    IntStream.range(0, deployment.desiredReplicas())
        .filter(index -> current.stream().noneMatch(replica -> replica.index() == index))
        .limit(oldServe ? 1 : deployment.desiredReplicas())
        .forEach(index -> actions.create(new ReplicaEntity(deployment, index, instance, now)));
  }

  /** One that may be answering a request drains first. */
  private static void retire(ReplicaEntity replica, Actions actions, Instant now) {
    if (replica.is(ReplicaState.READY)) {
      replica.drain(now);
    } else {
      replica.stopping(now);
      actions.stop(replica.key());
    }
  }

  private static List<ReplicaEntity> having(
      List<ReplicaEntity> replicas, Predicate<ReplicaEntity> condition) {
    return replicas.stream().filter(condition).toList();
  }
}

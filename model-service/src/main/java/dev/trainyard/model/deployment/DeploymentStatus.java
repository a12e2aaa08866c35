package dev.trainyard.model.deployment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * State of a deployment as a whole and, where it is not what people asked for, the reason.
 *
 * @param reason null when there is nothing to explain
 */
record DeploymentStatus(DeploymentState state, String reason) {

  static final String UNATTENDED =
      "the service instance that ran its replicas is gone; another one takes over";

  /** Derives it; rows of an unattended deployment describe what was, so nothing counts as ready. */
  static DeploymentStatus of(DeploymentEntity deployment, List<ReplicaEntity> all, Instant now) {
    if (deployment.desired() != DesiredState.RUNNING) {
      return new DeploymentStatus(
          all.isEmpty() ? DeploymentState.STOPPED : DeploymentState.STOPPING, null);
    }
    List<ReplicaEntity> wanted =
        all.stream()
            .filter(replica -> replica.state().wanted())
            .sorted(Comparator.comparingInt(ReplicaEntity::index))
            .toList();
    if (!deployment.attended(now)) {
      return new DeploymentStatus(DeploymentState.STARTING, wanted.isEmpty() ? null : UNATTENDED);
    }
    return attended(deployment, wanted);
  }

  private static DeploymentStatus attended(
      DeploymentEntity deployment, List<ReplicaEntity> wanted) {
    Predicate<ReplicaEntity> current = replica -> replica.version() == deployment.version();
    long ready = count(wanted, replica -> replica.is(ReplicaState.READY));
    long readyCurrent = count(wanted, current.and(replica -> replica.is(ReplicaState.READY)));
    Optional<ReplicaEntity> trouble =
        wanted.stream()
            .filter(replica -> replica.reason().isPresent() || replica.failures() > 0)
            .filter(replica -> !replica.is(ReplicaState.READY))
            .findFirst();
    boolean rolling = wanted.stream().anyMatch(current.negate());
    String reason = trouble.map(replica -> explained(replica, rolling && ready > 0)).orElse(null);
    if (ready == 0) {
      boolean failed = wanted.stream().anyMatch(replica -> replica.is(ReplicaState.FAILED));
      return new DeploymentStatus(
          failed ? DeploymentState.FAILED : DeploymentState.STARTING, reason);
    }
    if (trouble.isPresent()) {
      return new DeploymentStatus(DeploymentState.DEGRADED, reason);
    }
    boolean complete = !rolling && readyCurrent == deployment.desiredReplicas();
    return new DeploymentStatus(
        complete && wanted.size() == deployment.desiredReplicas()
            ? DeploymentState.READY
            : DeploymentState.UPDATING,
        null);
  }

  private static String explained(ReplicaEntity replica, boolean anotherServes) {
    String what =
        "replica %d of version %d: %s"
            .formatted(
                replica.index(),
                replica.version(),
                replica.reason().orElse("it is starting again after a failure"));
    return anotherServes ? what + "; the version before it still answers" : what;
  }

  private static long count(List<ReplicaEntity> replicas, Predicate<ReplicaEntity> condition) {
    return replicas.stream().filter(condition).count();
  }
}

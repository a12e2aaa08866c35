package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The one use case of the gateway. */
@ApplicationScoped
class RouteService {

  private final DeploymentRepository deployments;
  private final ReplicaRepository replicas;
  private final DeploymentRules rules;
  private final DeploymentTrail trail;

  RouteService(
      DeploymentRepository deployments,
      ReplicaRepository replicas,
      DeploymentRules rules,
      DeploymentTrail trail) {
    this.deployments = deployments;
    this.replicas = replicas;
    this.rules = rules;
    this.trail = trail;
  }

  @Transactional
  RouteResponse get(String namespace, String name, Caller caller) {
    DeploymentEntity deployment =
        deployments
            .findByName(namespace, name)
            .filter(candidate -> rules.mayRead(candidate, caller))
            .orElseThrow(() -> ProblemException.notFound("Deployment", namespace + "/" + name));
    trail.seen(deployment, caller);
    List<ReplicaEntity> rows = replicas.of(deployment.id());
    Instant now = Clock.systemUTC().instant();
    boolean attended = deployment.attended(now);
    boolean open = attended && deployment.desired() == DesiredState.RUNNING;
    List<String> addresses =
        rows.stream()
            .filter(replica -> open && replica.is(ReplicaState.READY))
            .map(ReplicaEntity::address)
            .flatMap(Optional::stream)
            .toList();
    // The last bit tells the addresses of an attended deployment from the none of a lost one.
    return new RouteResponse(
        deployment.routesVersion() * 2 + (attended ? 1 : 0),
        DeploymentStatus.of(deployment, rows, now).state(),
        addresses);
  }
}

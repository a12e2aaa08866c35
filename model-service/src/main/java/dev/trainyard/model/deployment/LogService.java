package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.model.serving.ServingRuntime;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Reads what replicas wrote. Logs may hold what users sent, so a public deployment's are for the
 * members of its namespace alone.
 */
@ApplicationScoped
class LogService {

  private final DeploymentRepository deployments;
  private final ReplicaRepository replicas;
  private final DeploymentRules rules;
  private final ServingRuntime runtime;
  private final DeploymentTrail trail;

  LogService(
      DeploymentRepository deployments,
      ReplicaRepository replicas,
      DeploymentRules rules,
      ServingRuntime runtime,
      DeploymentTrail trail) {
    this.deployments = deployments;
    this.replicas = replicas;
    this.rules = rules;
    this.runtime = runtime;
    this.trail = trail;
  }

  /** Of the newest replica with the index. */
  @Transactional
  LogResponse tail(String namespace, String name, int index, int limit, Caller caller) {
    DeploymentEntity deployment =
        deployments
            .findByName(namespace, name)
            .filter(candidate -> rules.mayRead(candidate, caller))
            .orElseThrow(() -> ProblemException.notFound("Deployment", namespace + "/" + name));
    rules.requireMember(deployment, caller);
    trail.seen(deployment, caller);
    ReplicaEntity replica =
        replicas.of(deployment.id()).stream()
            .filter(candidate -> candidate.index() == index)
            .max(Comparator.comparing(ReplicaEntity::createdAt))
            .orElseThrow(() -> ProblemException.notFound("Replica", index));
    List<String> texts =
        runtime
            .logs(replica.key(), limit)
            .orElseThrow(
                () ->
                    ProblemException.of(
                        ProblemType.DEPENDENCY_UNAVAILABLE,
                        "There is no log yet, or another instance of the service keeps it"));
    List<LogResponse.Line> lines = new ArrayList<>();
    texts.forEach(text -> lines.add(new LogResponse.Line(lines.size() + 1, "stdout", text)));
    return new LogResponse(lines);
  }
}

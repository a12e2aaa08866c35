package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.hub.repository.RepositoryDeleted;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;

/** Refuses to delete a model that is deployed, and says by what, as far as the caller may know. */
@ApplicationScoped
class ModelsInUse {

  private final DeploymentRepository deployments;
  private final DeploymentRules rules;
  private final CurrentCaller current;

  ModelsInUse(DeploymentRepository deployments, DeploymentRules rules, CurrentCaller current) {
    this.deployments = deployments;
    this.rules = rules;
    this.current = current;
  }

  void deleting(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) RepositoryDeleted event) {
    if (!deployments.isUsed(event.repository().id())) {
      return;
    }
    Caller caller = current.get();
    String named =
        deployments.usingRepository(event.repository().id()).stream()
            .filter(deployment -> rules.mayRead(deployment, caller))
            .findFirst()
            .map(ModelsInUse::named)
            .orElse("a deployment that you may not see");
    throw ProblemException.conflict(
        "Model %s is used by %s".formatted(event.repository().fullName(), named));
  }

  private static String named(DeploymentEntity deployment) {
    return deployment.desired() == DesiredState.DELETED
        ? "deployment %s, which is ending; try again in a moment".formatted(deployment.fullName())
        : "deployment %s (version %d); delete it first"
            .formatted(deployment.fullName(), deployment.version());
  }
}

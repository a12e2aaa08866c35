package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ProtectedObject;
import dev.trainyard.commons.security.ResourceKind;
import jakarta.enterprise.context.ApplicationScoped;

/** Who may do what with a deployment. */
@ApplicationScoped
class DeploymentRules {

  private static final String WHAT = "Deployment";

  boolean mayRead(DeploymentEntity deployment, Caller caller) {
    return caller.may(Action.READ, guarded(deployment));
  }

  /** Whether it is the platform role alone that lets the caller read it. */
  boolean readsByPlatformRole(DeploymentEntity deployment, Caller caller) {
    return caller.readsByPlatformRole(guarded(deployment));
  }

  boolean mayWrite(DeploymentEntity deployment, Caller caller) {
    return caller.may(Action.WRITE, guarded(deployment));
  }

  /** Whoever made it may end it as long as they may write; anyone else needs to be maintainer. */
  boolean mayEnd(DeploymentEntity deployment, Caller caller) {
    return caller.may(Action.MANAGE, guarded(deployment))
        || (deployment.createdBy(caller) && mayWrite(deployment, caller));
  }

  /** What is not shown to everyone who may use a public or internal deployment. */
  void requireMember(DeploymentEntity deployment, Caller caller) {
    if (!caller.may(
        Action.READ,
        ProtectedObject.hidden(
            ResourceKind.DEPLOYMENT, deployment.namespace(), deployment.name()))) {
      throw ProblemException.forbidden(
          "This needs the role reader in %s; an owner of %s can grant it"
              .formatted(deployment.namespace(), deployment.namespace()));
    }
  }

  void requireEnd(DeploymentEntity deployment, Caller caller) {
    if (!mayEnd(deployment, caller)) {
      require(Action.MANAGE, deployment, caller);
    }
  }

  void require(Action action, DeploymentEntity deployment, Caller caller) {
    caller.require(action, guarded(deployment), WHAT, deployment.fullName());
  }

  private static ProtectedObject guarded(DeploymentEntity deployment) {
    return new ProtectedObject(
        ResourceKind.DEPLOYMENT,
        deployment.namespace(),
        deployment.name(),
        deployment.visibility());
  }
}

package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.ResourceKind;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.UUID;

/** What follows a change of a deployment within its transaction: the reconciler, and the trail. */
@ApplicationScoped
class DeploymentTrail {

  /** Stands for all deployments. */
  private static final UUID ALL = new UUID(0, 0);

  private final Event<DeploymentChanged> changed;
  private final DeploymentRules rules;
  private final AuditTrail trail;

  DeploymentTrail(Event<DeploymentChanged> changed, DeploymentRules rules, AuditTrail trail) {
    this.changed = changed;
    this.rules = rules;
    this.trail = trail;
  }

  /** Tells of a change that was just made; call it last. */
  void changed(DeploymentEntity deployment, DeploymentAction action, Caller caller) {
    changed(deployment, action, Actor.of(caller));
  }

  /** The same for one who is no caller. */
  void changed(DeploymentEntity deployment, DeploymentAction action, Actor actor) {
    changed.fire(new DeploymentChanged(deployment.id()));
    trail.success(
        actor,
        action,
        deployment.fullName(),
        Map.of(
            "model", deployment.model(),
            "version", String.valueOf(deployment.version()),
            "replicas", String.valueOf(deployment.desiredReplicas()),
            "visibility", deployment.visibility().text()));
  }

  /** Tells that somebody read one, if it is the platform role alone that lets them. */
  void seen(DeploymentEntity deployment, Caller caller) {
    if (rules.readsByPlatformRole(deployment, caller)) {
      trail.seen(Actor.of(caller), DeploymentAction.READ, deployment.id(), deployment.fullName());
    }
  }

  /** Tells that somebody read a list, if it shows what only the platform role lets them see. */
  void listed(Caller caller) {
    if (caller.readable(ResourceKind.DEPLOYMENT).everything()) {
      trail.seen(Actor.of(caller), DeploymentAction.LIST, ALL, "deployments");
    }
  }
}

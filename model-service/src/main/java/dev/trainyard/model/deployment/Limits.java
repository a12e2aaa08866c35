package dev.trainyard.model.deployment;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.model.config.DeploymentsConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** How much may be deployed on the platform; concurrent requests cannot pass a limit together. */
@ApplicationScoped
class Limits {

  private final DeploymentRepository deployments;
  private final DeploymentsConfig config;

  Limits(DeploymentRepository deployments, DeploymentsConfig config) {
    this.deployments = deployments;
    this.config = config;
  }

  /** Refuses one deployment more when that is too many; holds until the transaction ends. */
  void requireRoomForDeployment() {
    deployments.lockLimits();
    long kept = deployments.countKept();
    if (kept >= config.maxDeployments()) {
      throw ProblemException.conflict(
          "The platform keeps at most %d deployments (trainyard.deployments.max-deployments) and has %d; delete one first"
              .formatted(config.maxDeployments(), kept));
    }
  }

  /** Refuses so many running replicas of this deployment when all together are too many. */
  void requireRoomForReplicas(DeploymentEntity deployment, int replicas) {
    deployments.lockLimits();
    long others = deployments.replicasWantedBeside(deployment.id());
    if (others + replicas > config.maxReplicas()) {
      throw ProblemException.conflict(
          "The platform runs at most %d replicas (trainyard.deployments.max-replicas); other deployments use %d, and this asks for %d"
              .formatted(config.maxReplicas(), others, replicas));
    }
  }
}

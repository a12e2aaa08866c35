package dev.trainyard.model.deployment;

import java.util.List;

/**
 * Where a deployment answers.
 *
 * @param version another number whenever the addresses are others
 * @param replicas base URLs of the replicas that take requests, possibly none
 */
record RouteResponse(long version, DeploymentState state, List<String> replicas) {

  RouteResponse {
    replicas = List.copyOf(replicas);
  }
}

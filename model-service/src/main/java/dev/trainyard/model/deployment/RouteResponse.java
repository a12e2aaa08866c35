package dev.trainyard.model.deployment;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where a deployment answers.
 *
 * @param version another number whenever the addresses are others
 * @param replicas base URLs of the replicas that take requests, possibly none
 */
@Schema(name = "Route")
record RouteResponse(long version, DeploymentState state, List<String> replicas) {

  RouteResponse {
    replicas = List.copyOf(replicas);
  }
}

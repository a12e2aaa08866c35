package dev.trainyard.gateway.serving;

import dev.trainyard.gateway.upstream.Upstream;
import java.util.List;

/** The ready replicas of a deployment as model-service named them moments ago. */
record ReplicaSet(List<Upstream> replicas) {

  ReplicaSet {
    replicas = List.copyOf(replicas);
  }
}

package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.ReplicaKey;
import java.util.List;
import java.util.Set;

/**
 * What was recorded in one pass, and what the runtime is to be told.
 *
 * @param views the replicas that there are after the decision
 * @param versions the model versions that the deployment still needs
 * @param replicasLeft whether replicas were removed, so that there may be something to clean up
 * @param isCalm whether everything is as people want it
 * @param isUrgent whether the next step may be due any moment
 */
record Decision(
    Lease lease,
    List<ReplicaView> views,
    List<ReplicaView> starts,
    List<ReplicaKey> stops,
    Set<Integer> versions,
    boolean replicasLeft,
    boolean isCalm,
    boolean isUrgent) {

  Decision {
    views = List.copyOf(views);
    starts = List.copyOf(starts);
    stops = List.copyOf(stops);
    versions = Set.copyOf(versions);
  }
}

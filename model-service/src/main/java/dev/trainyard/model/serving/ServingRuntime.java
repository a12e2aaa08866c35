package dev.trainyard.model.serving;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Where replicas of deployments run. Every method returns at once, may be repeated, and may be
 * called by whichever service instance holds the deployment's lease; what was asked for shows up in
 * {@link #observe}.
 */
public interface ServingRuntime {

  /**
   * Cleans up after earlier runs of this instance, before anything is started.
   *
   * @param deployments all that there are; what is kept for others can go
   */
  void recover(Set<UUID> deployments);

  /** Brings a replica up unless it already is up or coming up; one that ended starts afresh. */
  void start(ReplicaSpec replica);

  /** What is known about a replica now. */
  Observation observe(ReplicaKey replica);

  /** Ends a replica; it is observed as absent once it is gone. */
  void stop(ReplicaKey replica);

  /** Replicas of a deployment that are there, wanted or not. */
  Set<ReplicaKey> present(UUID deployment);

  /** Forgets what is kept for a deployment besides these versions and replicas. */
  void retain(UUID deployment, Set<Integer> versions, Set<ReplicaKey> replicas);

  /**
   * Tells that another service instance decides for the deployment from now on; whatever lives only
   * with this instance ends.
   */
  void release(UUID deployment);

  /**
   * The newest lines that the replica wrote, oldest first; empty when only another service instance
   * can read them.
   */
  Optional<List<String>> logs(ReplicaKey replica, int limit);
}

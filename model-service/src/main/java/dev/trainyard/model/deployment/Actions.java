package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.ReplicaKey;
import java.util.ArrayList;
import java.util.List;

/**
 * What follows from one decision. Rows are changed in its transaction, the runtime is told after
 * the commit; a crash in between is harmless, because the next decision says the same again.
 */
final class Actions {

  private final List<ReplicaEntity> created = new ArrayList<>();
  private final List<ReplicaEntity> removed = new ArrayList<>();
  private final List<ReplicaEntity> starts = new ArrayList<>();
  private final List<ReplicaKey> stops = new ArrayList<>();

  void create(ReplicaEntity replica) {
    created.add(replica);
    starts.add(replica);
  }

  void remove(ReplicaEntity replica) {
    removed.add(replica);
  }

  void start(ReplicaEntity replica) {
    starts.add(replica);
  }

  void stop(ReplicaKey replica) {
    stops.add(replica);
  }

  List<ReplicaEntity> created() {
    return created;
  }

  List<ReplicaEntity> removed() {
    return removed;
  }

  List<ReplicaEntity> starts() {
    return starts;
  }

  List<ReplicaKey> stops() {
    return stops;
  }
}

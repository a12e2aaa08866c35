package dev.trainyard.model.deployment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Counts the replicas that this instance looks after, by state, and the attempts to start one. */
@ApplicationScoped
class ReplicaMetrics {

  private final Map<UUID, List<ReplicaView>> replicas = new ConcurrentHashMap<>();
  private final MeterRegistry meters;

  ReplicaMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (ReplicaState state : ReplicaState.values()) {
      meters.gauge(
          "trainyard.replicas",
          List.of(Tag.of("state", state.text())),
          this,
          metrics -> metrics.count(state));
    }
  }

  /** Takes in a decision that was recorded. */
  void decided(Decision decision) {
    replicas.put(decision.lease().deployment(), decision.views());
    meters.counter("trainyard.replicas.started").increment(decision.starts().size());
  }

  void forget(UUID deployment) {
    replicas.remove(deployment);
  }

  private long count(ReplicaState state) {
    return replicas.values().stream()
        .flatMap(List::stream)
        .filter(replica -> replica.state() == state)
        .count();
  }
}

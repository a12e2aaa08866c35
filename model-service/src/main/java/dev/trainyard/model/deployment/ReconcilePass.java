package dev.trainyard.model.deployment;

import dev.trainyard.model.serving.Observation;
import dev.trainyard.model.serving.PackageFile;
import dev.trainyard.model.serving.ReplicaKey;
import dev.trainyard.model.serving.ReplicaSpec;
import dev.trainyard.model.serving.ServingRuntime;
import dev.trainyard.model.version.VersionCatalog;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * One look at one deployment: see what runs, decide and record the decision under the lease's
 * fence, then tell the runtime. Nothing is done that is not recorded first.
 */
@ApplicationScoped
class ReconcilePass {

  private final Decisions decisions;
  private final ServingRuntime runtime;
  private final ReplicaProbes probes;
  private final VersionCatalog versions;
  private final ReplicaMetrics metrics;
  private final Map<UUID, Decision> calm = new ConcurrentHashMap<>();

  ReconcilePass(
      Decisions decisions,
      ServingRuntime runtime,
      ReplicaProbes probes,
      VersionCatalog versions,
      ReplicaMetrics metrics) {
    this.decisions = decisions;
    this.runtime = runtime;
    this.probes = probes;
    this.versions = versions;
    this.metrics = metrics;
  }

  /** Makes the pass; answers whether the next one is urgent. */
  boolean run(Lease lease) {
    Decision last = calm.get(lease.deployment());
    if (last != null && last.lease().equals(lease) && isAsBefore(last)) {
      return false;
    }
    calm.remove(lease.deployment());
    List<ReplicaView> views = decisions.views(lease.deployment());
    Map<UUID, Sight> sights = new HashMap<>();
    views.forEach(view -> sights.put(view.key().replica(), sight(view)));
    return decisions.decide(lease, sights).map(this::carryOut).orElse(false);
  }

  /** Forgets a deployment that another instance holds now. */
  void forget(UUID deployment) {
    calm.remove(deployment);
    metrics.forget(deployment);
    probes.forget(deployment);
  }

  private boolean isAsBefore(Decision decision) {
    return decision.views().stream()
        .allMatch(
            view -> view.state() == ReplicaState.READY && sight(view).isGoodAt(view.address()));
  }

  private Sight sight(ReplicaView view) {
    Observation observation = runtime.observe(view.key());
    Verdict verdict =
        observation instanceof Observation.Running(var address)
            ? switch (view.state()) {
              case CHECKING -> probes.example(view, address);
              case READY -> probes.health(view, address);
              default -> Sight.NOTHING.verdict();
            }
            : Sight.NOTHING.verdict();
    return new Sight(observation, verdict);
  }

  private boolean carryOut(Decision decision) {
    metrics.decided(decision);
    decision.stops().forEach(runtime::stop);
    decision.starts().forEach(this::start);
    UUID deployment = decision.lease().deployment();
    for (ReplicaKey key : runtime.present(deployment)) {
      if (decision.views().stream().noneMatch(view -> view.key().equals(key))) {
        runtime.stop(key);
      }
    }
    if (decision.replicasLeft()) {
      probes.forget(deployment);
      Set<ReplicaKey> replicas =
          decision.views().stream().map(ReplicaView::key).collect(Collectors.toSet());
      runtime.retain(deployment, decision.versions(), replicas);
    }
    if (decision.isCalm()) {
      calm.put(deployment, decision);
    }
    return decision.isUrgent();
  }

  private void start(ReplicaView view) {
    List<PackageFile> files = versions.files(view.repositoryId(), view.version());
    runtime.start(new ReplicaSpec(view.key(), view.modelName(), view.version(), files));
  }
}

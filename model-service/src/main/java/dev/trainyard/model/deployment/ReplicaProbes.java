package dev.trainyard.model.deployment;

import dev.trainyard.model.config.DeploymentsConfig;
import dev.trainyard.model.version.VersionCatalog;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Asks replicas in the background, so that a slow one holds up nobody; each question waits for the
 * answer to the one before.
 */
@ApplicationScoped
class ReplicaProbes {

  /** A busy replica may miss one or two; it is hung when it misses so many in a row. */
  private static final int MISSES = 3;

  private static final Verdict NOT_YET = new Verdict.Open("it has not answered yet");

  private final ReplicaClient client;
  private final VersionCatalog versions;
  private final Duration healthInterval;
  private final Map<UUID, Probe> probes = new ConcurrentHashMap<>();

  ReplicaProbes(ReplicaClient client, VersionCatalog versions, DeploymentsConfig config) {
    this.client = client;
    this.versions = versions;
    this.healthInterval = config.healthInterval();
  }

  /** What its example has shown so far. */
  Verdict example(ReplicaView replica, URI address) {
    return ask(
        replica,
        address,
        ReplicaState.CHECKING,
        Duration.ZERO,
        _ -> exampleVerdict(replica, address));
  }

  /** What its readiness has shown lately. */
  Verdict health(ReplicaView replica, URI address) {
    return ask(
        replica, address, ReplicaState.READY, healthInterval, last -> healthVerdict(last, address));
  }

  /** Forgets everything about a deployment. */
  void forget(UUID deployment) {
    probes.values().removeIf(probe -> probe.replica().key().deployment().equals(deployment));
  }

  private Verdict ask(
      ReplicaView replica, URI address, ReplicaState phase, Duration pause, Question question) {
    UUID id = replica.key().replica();
    Probe last = probes.get(id);
    boolean fresh = last == null || !last.isAbout(address, phase);
    if (fresh || last.isDue(pause)) {
      Probe next = new Probe(replica, address, phase, fresh ? NOT_YET : last.verdict());
      next.misses = fresh ? 0 : last.misses;
      probes.put(id, next);
      Thread.ofVirtual().name("probe-" + id).start(() -> next.run(question));
      return next.verdict();
    }
    return last.verdict();
  }

  private Verdict exampleVerdict(ReplicaView replica, URI address) throws InterruptedException {
    return versions
        .example(replica.repositoryId(), replica.version())
        .map(Example::of)
        .map(example -> asked(replica, address, example))
        .orElseGet(() -> new Verdict.Wrong("its package has no example.json"));
  }

  private Verdict asked(ReplicaView replica, URI address, Example example) {
    try {
      return client.example(address, replica.modelName(), example);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return NOT_YET;
    }
  }

  private Verdict healthVerdict(Probe probe, URI address) throws InterruptedException {
    probe.misses = client.isReady(address) ? 0 : probe.misses + 1;
    return probe.misses < MISSES
        ? new Verdict.Good()
        : new Verdict.Silent("it stopped answering its health check");
  }

  /** What is asked in the background. */
  @FunctionalInterface
  private interface Question {
    Verdict answer(Probe probe) throws InterruptedException;
  }

  /** One question and its answer. */
  private static final class Probe {

    private final ReplicaView replica;
    private final URI address;
    private final ReplicaState phase;
    private volatile Verdict verdict;
    private volatile Instant finishedAt;
    private volatile int misses;

    Probe(ReplicaView replica, URI address, ReplicaState phase, Verdict before) {
      this.replica = replica;
      this.address = address;
      this.phase = phase;
      this.verdict = before;
    }

    ReplicaView replica() {
      return replica;
    }

    Verdict verdict() {
      return verdict;
    }

    boolean isAbout(URI other, ReplicaState state) {
      return address.equals(other) && phase == state;
    }

    boolean isDue(Duration pause) {
      return finishedAt != null && !Instant.now().isBefore(finishedAt.plus(pause));
    }

    void run(Question question) {
      try {
        verdict = question.answer(this);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (RuntimeException e) {
        Log.warnf(e, "Replica %s could not be asked", replica.key().replica());
      } finally {
        finishedAt = Instant.now();
      }
    }
  }
}

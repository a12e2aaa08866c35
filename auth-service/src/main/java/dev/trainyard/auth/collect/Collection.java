package dev.trainyard.auth.collect;

import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.peer.PeerCalls;
import dev.trainyard.auth.peer.PeerException;
import dev.trainyard.data.audit.AuditConfig;
import dev.trainyard.data.audit.AuditPage;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Copies the trails of the other services, so that one search shows all: page by page, at each
 * service by one replica at a time, and from each as if there were no other.
 */
@ApplicationScoped
class Collection {

  private static final Duration ANSWER = Duration.ofSeconds(10);
  private static final Duration LEASE = Duration.ofMinutes(1);

  /** After so many the lease may run out; the rest comes next time. */
  private static final int PAGES = 5;

  private final PeerCalls calls;
  private final CollectedTrail trail;
  private final AuditConfig config;
  private final Clock clock;
  private final Map<Peer, AtomicLong> uncollected = new EnumMap<>(Peer.class);

  Collection(
      PeerCalls calls,
      CollectedTrail trail,
      AuditConfig config,
      Clock clock,
      MeterRegistry metrics) {
    this.calls = calls;
    this.trail = trail;
    this.config = config;
    this.clock = clock;
    for (Peer peer : Peer.values()) {
      uncollected.put(
          peer,
          metrics.gauge(
              "trainyard.audit.uncollected.entries",
              Tags.of("service", peer.text()),
              new AtomicLong()));
    }
  }

  @Scheduled(
      every = "${trainyard.auth.audit.collect-every:PT5S}",
      delayed = "10s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Peer peer : Peer.values()) {
        if (calls.knows(peer)) {
          threads.execute(() -> attempt(peer));
        }
      }
    }
  }

  private void attempt(Peer peer) {
    try {
      collect(peer);
    } catch (PeerException e) {
      Log.debugf("The trail of %s cannot be collected now: %s", peer.text(), e.getMessage());
    } catch (RuntimeException e) {
      Log.warnf("The trail of %s cannot be collected now: %s", peer.text(), e.getMessage());
    }
  }

  /** Copies what is new; nothing when another replica is at it. */
  void collect(Peer peer) {
    String service = peer.text();
    if (!trail.lease(service, LEASE)) {
      return;
    }
    try {
      for (int pages = 0; pages < PAGES; pages++) {
        AuditPage page =
            calls.get(
                peer, "/internal/audit?after=" + trail.places(service), AuditPage.class, ANSWER);
        uncollected.get(peer).set(page.uncollected());
        if (page.entries().isEmpty()) {
          return;
        }
        trail.add(service, page.entries());
      }
    } finally {
      trail.release(service);
    }
  }

  @Scheduled(every = "1h", delayed = "11m", concurrentExecution = ConcurrentExecution.SKIP)
  void hourly() {
    try {
      config.keep().ifPresent(time -> trail.prune(clock.instant().minus(time)));
    } catch (RuntimeException e) {
      Log.warnf("Old collected entries cannot be removed now: %s", e.getMessage());
    }
  }
}

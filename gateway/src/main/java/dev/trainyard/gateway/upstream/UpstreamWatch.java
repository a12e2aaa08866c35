package dev.trainyard.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at each upstream every few seconds. What it finds is told, in health answers and metrics,
 * and decides nothing: one dead service must not take the only entrance away.
 */
@ApplicationScoped
class UpstreamWatch {

  private static final long PERIOD_MILLIS = 3_000;
  private static final long TIMEOUT_MILLIS = 2_000;

  private final Vertx vertx;
  private final Upstreams upstreams;
  private final LoopClients clients;
  private final Map<String, Boolean> reachable = new ConcurrentHashMap<>();
  private volatile long timer;

  UpstreamWatch(Vertx vertx, Upstreams upstreams, LoopClients clients, MeterRegistry registry) {
    this.vertx = vertx;
    this.upstreams = upstreams;
    this.clients = clients;
    upstreams
        .all()
        .keySet()
        .forEach(
            name ->
                registry.gauge(
                    "trainyard.gateway.upstream.up",
                    Tags.of("upstream", name),
                    this,
                    watch -> watch.reachable.getOrDefault(name, false) ? 1 : 0));
  }

  /** {@code up}, {@code down} or, before the first look, {@code unknown}, by upstream. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (String name : upstreams.all().keySet()) {
      Boolean up = reachable.get(name);
      states.put(name, up == null ? "unknown" : up ? "up" : "down");
    }
    return states;
  }

  void onStart(@Observes StartupEvent event) {
    // From a context of its own, so that all looks happen on one event loop.
    vertx
        .getOrCreateContext()
        .runOnContext(
            _ -> {
              look();
              timer = vertx.setPeriodic(PERIOD_MILLIS, _ -> look());
            });
  }

  void onShutdown(@Observes ShutdownEvent event) {
    vertx.cancelTimer(timer);
  }

  private void look() {
    upstreams.all().values().forEach(this::look);
  }

  /** Any answer at all shows that the service listens; its readiness is on another port. */
  private void look(Upstream upstream) {
    clients
        .http()
        .request(
            upstream
                .request(HttpMethod.HEAD, "/")
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setIdleTimeout(TIMEOUT_MILLIS))
        .compose(request -> request.send())
        .onComplete(result -> reachable.put(upstream.name(), result.succeeded()));
  }
}

package dev.trainyard.gateway.upstream;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks at each replica of each service every few seconds, and at what addresses their names have.
 * A replica that hangs gets a pause like one that is gone. Nothing of it makes the gateway unready:
 * one dead service must not take the only entrance away.
 */
@ApplicationScoped
class UpstreamWatch {

  private static final long PERIOD_MILLIS = 3_000;
  private static final long TIMEOUT_MILLIS = 2_000;

  private final Vertx vertx;
  private final Upstreams upstreams;
  private final LoopClients clients;
  private final Names names;
  private final Map<Upstream, Boolean> reachable = new ConcurrentHashMap<>();
  private volatile long timer;

  UpstreamWatch(
      Vertx vertx, Upstreams upstreams, LoopClients clients, Names names, MeterRegistry registry) {
    this.vertx = vertx;
    this.upstreams = upstreams;
    this.clients = clients;
    this.names = names;
    upstreams
        .all()
        .values()
        .forEach(
            service ->
                registry.gauge(
                    "trainyard.gateway.upstream.up",
                    Tags.of("upstream", service.name()),
                    service,
                    this::up));
  }

  /** {@code up}, {@code down} or, before the first look, {@code unknown}, by service. */
  Map<String, String> states() {
    Map<String, String> states = new TreeMap<>();
    for (Service service : upstreams.all().values()) {
      List<Replica> replicas = service.replicas();
      boolean seen = replicas.stream().anyMatch(each -> reachable.containsKey(each.server()));
      long up = up(service);
      String state = up > 0 ? "up" : seen ? "down" : "unknown";
      states.put(
          service.name(),
          replicas.size() > 1 ? "%s, %d of %d".formatted(state, up, replicas.size()) : state);
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

  private long up(Service service) {
    return service.replicas().stream()
        .filter(replica -> reachable.getOrDefault(replica.server(), false))
        .count();
  }

  private void look() {
    for (Service service : upstreams.all().values()) {
      names
          .resolve(service)
          .onComplete(_ -> service.replicas().forEach(replica -> look(service, replica)));
    }
  }

  /** In time for a service that nobody else has asked anything since it began to stop. */
  private static boolean isLeaving(HttpClientResponse answer) {
    return answer.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
  }

  /** Any answer at all shows that the service listens; its readiness is on another port. */
  private void look(Service service, Replica replica) {
    clients
        .http()
        .request(
            replica
                .server()
                .request(HttpMethod.HEAD, "/")
                .setConnectTimeout(TIMEOUT_MILLIS)
                .setIdleTimeout(TIMEOUT_MILLIS))
        .compose(request -> request.send())
        .onComplete(
            result -> {
              reachable.put(replica.server(), result.succeeded());
              if (result.succeeded()) {
                replica.answered(isLeaving(result.result()));
              } else if (service.replicas().size() > 1) {
                // The only one is asked as long as it takes connections.
                replica.pause();
              }
            });
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.websocket.Feeds;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Counts and times requests by kind of route, upstream and kind of status: a bounded set. */
@ApplicationScoped
class RequestMetrics {

  private record Labels(String route, String upstream, String outcome) {}

  private final MeterRegistry registry;
  private final Map<Labels, Timer> timers = new ConcurrentHashMap<>();

  RequestMetrics(MeterRegistry registry, Feeds feeds) {
    this.registry = registry;
    registry.gauge("trainyard.gateway.feeds.open", feeds, Feeds::size);
  }

  /**
   * @param destination where the request went, null when it was refused before that was known
   * @param startedAt {@link System#nanoTime} at its begin
   */
  void record(Destination destination, HttpServerResponse response, long startedAt) {
    String outcome = response.ended() ? response.getStatusCode() / 100 + "xx" : "aborted";
    timers
        .computeIfAbsent(labels(destination, outcome), this::timer)
        .record(System.nanoTime() - startedAt, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Labels labels) {
    return Timer.builder("trainyard.gateway.requests")
        .description("Requests by kind of route, upstream and kind of status")
        .tag("route", labels.route)
        .tag("upstream", labels.upstream)
        .tag("outcome", labels.outcome)
        .register(registry);
  }

  private static Labels labels(Destination destination, String outcome) {
    return switch (destination) {
      case null -> new Labels("refused", "none", outcome);
      case Destination.Service service ->
          new Labels(service.kind().name().toLowerCase(Locale.ROOT), service.upstream(), outcome);
      case Destination.Deployment _ -> new Labels("serve", "deployment", outcome);
      case Destination.Health _ -> new Labels("health", "none", outcome);
      case Destination.Document _ -> new Labels("document", "none", outcome);
      case Destination.Console _ -> new Labels("console", "none", outcome);
      case Destination.Nowhere _ -> new Labels("unknown", "none", outcome);
    };
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.websocket.Feeds;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets requests under way finish before the process ends. Quarkus' own way counts a WebSocket as a
 * request for ever, so that every stop would take its whole time.
 */
@ApplicationScoped
class Drain {

  private final GatewayConfig.Drain config;
  private final Feeds feeds;
  private final AtomicInteger active = new AtomicInteger();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean draining;

  Drain(GatewayConfig config, Feeds feeds, MeterRegistry registry) {
    this.config = config.drain();
    this.feeds = feeds;
    registry.gauge("trainyard.gateway.requests.active", active);
  }

  /** Counts a request in, and while draining tells its client to go elsewhere for the next one. */
  void begin(HttpServerRequest request) {
    active.incrementAndGet();
    if (draining) {
      Cut.afterAnswer(request);
    }
  }

  /** Counts a request out; exactly once for each. */
  void end(HttpServerRequest request) {
    int left = active.decrementAndGet();
    if (draining) {
      if (request.version() == HttpVersion.HTTP_2) {
        // Lets its other streams end first.
        request.connection().shutdown(config.timeout().toMillis(), TimeUnit.MILLISECONDS);
      } else {
        // It was announced, and closes only after what was written.
        request.connection().close();
      }
      if (left == 0) {
        empty.complete(null);
      }
    }
  }

  boolean isDraining() {
    return draining;
  }

  /** Runs while the server still serves; the process goes on to end when this returns. */
  void onStop(@Observes ShutdownDelayInitiatedEvent event) {
    draining = true;
    new CompletableFuture<Void>()
        .completeOnTimeout(null, config.delay().toMillis(), TimeUnit.MILLISECONDS)
        .join();
    feeds.goAway();
    if (active.get() > 0) {
      empty.completeOnTimeout(null, config.timeout().toMillis(), TimeUnit.MILLISECONDS).join();
    }
    if (active.get() > 0) {
      Log.warnf("Stopping with %d requests under way", active.get());
    }
  }
}

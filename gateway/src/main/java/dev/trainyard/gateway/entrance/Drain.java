package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.config.GatewayConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Lets requests under way finish before the process ends. Quarkus' own way counts a WebSocket for
 * ever as a request, so that every stop would take its whole time.
 */
@ApplicationScoped
class Drain {

  private final Duration patience;
  private final AtomicInteger active = new AtomicInteger();
  private final CompletableFuture<Void> empty = new CompletableFuture<>();
  private volatile boolean draining;

  Drain(GatewayConfig config, MeterRegistry registry) {
    this.patience = config.drain();
    registry.gauge("trainyard.gateway.requests.active", active);
  }

  /** Counts a request in, and while draining tells its client to go elsewhere for the next one. */
  void begin(HttpServerRequest request) {
    active.incrementAndGet();
    if (draining) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /** Counts a request out; exactly once for each. */
  void end(HttpServerRequest request) {
    int left = active.decrementAndGet();
    if (draining) {
      // It was announced, and closes only after what was written.
      request.connection().close();
      if (left == 0) {
        empty.complete(null);
      }
    }
  }

  /** Runs before the server closes its port. */
  void onShutdown(@Observes ShutdownEvent event) {
    draining = true;
    if (active.get() == 0) {
      return;
    }
    empty.completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS).join();
    if (active.get() > 0) {
      Log.warnf("Stopping with %d requests under way", active.get());
    }
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Notes each request as it comes and as it goes. */
@ApplicationScoped
class Visits {

  private final Drain drain;
  private final RequestMetrics metrics;
  private final AccessLog log;

  Visits(Drain drain, RequestMetrics metrics, AccessLog log) {
    this.drain = drain;
    this.metrics = metrics;
    this.log = log;
  }

  void begin(HttpServerRequest request) {
    drain.begin(request);
  }

  /**
   * Exactly once for each that began.
   *
   * @param path null when it could not be read
   * @param destination null when it was refused before that was known
   * @param startedAt {@link System#nanoTime} at its begin
   */
  void end(HttpServerRequest request, RequestPath path, Destination destination, long startedAt) {
    metrics.record(destination, request.response(), startedAt);
    log.write(request, path, startedAt);
    drain.end(request);
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.routing.Destination;
import io.smallrye.health.SmallRyeHealth;
import io.smallrye.health.SmallRyeHealthReporter;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;

/** The health of the gateway on its public port, the same as on the management port. */
@ApplicationScoped
class PublicHealth {

  private final SmallRyeHealthReporter reporter;

  PublicHealth(SmallRyeHealthReporter reporter) {
    this.reporter = reporter;
  }

  Future<Void> answer(HttpServerRequest request, Destination.Probe probe) {
    request.resume();
    Uni<SmallRyeHealth> health =
        switch (probe) {
          case ALL -> reporter.getHealthAsync();
          case LIVE -> reporter.getLivenessAsync();
          case READY -> reporter.getReadinessAsync();
        };
    Promise<SmallRyeHealth> promise = Promise.promise();
    health.subscribe().with(promise::complete, promise::fail);
    return promise.future().compose(report -> send(request.response(), report));
  }

  private static Future<Void> send(HttpServerResponse response, SmallRyeHealth report) {
    return response
        .setStatusCode(report.isDown() ? 503 : 200)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(Buffer.buffer(report.getPayload().toString()));
  }
}

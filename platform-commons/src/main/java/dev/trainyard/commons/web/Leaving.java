package dev.trainyard.commons.web;

import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Tells clients to go elsewhere while a replica still serves but is about to stop: for {@code
 * quarkus.shutdown.delay} every answer says {@code Connection: close} (RFC 9112, section 9.6),
 * which makes the gateway choose another replica. Without it a request could meet the moment in
 * which the server closes its connections.
 */
@ApplicationScoped
class Leaving {

  private volatile boolean leaving;

  void install(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE + 11).handler(this::announce);
  }

  void onStop(@Observes ShutdownDelayInitiatedEvent event) {
    leaving = true;
  }

  private void announce(RoutingContext context) {
    if (leaving) {
      context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
    context.next();
  }
}

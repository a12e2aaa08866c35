package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * One line per request in a file of its own: never a query, header or body, and no character of a
 * client's that was not looked at.
 */
@ApplicationScoped
class AccessLog {

  private static final Logger LOG = Logger.getLogger("dev.trainyard.gateway.access");

  private final boolean enabled;
  private final ClientAddress addresses;

  AccessLog(GatewayConfig config, ClientAddress addresses) {
    this.enabled = config.accessLog();
    this.addresses = addresses;
  }

  /**
   * @param path null when it could not be read
   * @param startedAt {@link System#nanoTime} at the request's begin
   */
  void write(HttpServerRequest request, RequestPath path, long startedAt) {
    if (enabled) {
      HttpServerResponse response = request.response();
      LOG.infof(
          "%s \"%s %s\" %d %d %d \"%s\"",
          addresses.of(request),
          path == null ? "-" : request.method().name(),
          path == null ? "-" : path.raw(),
          response.getStatusCode(),
          response.bytesWritten(),
          TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt),
          response.headers().get(RequestId.HEADER));
    }
  }
}

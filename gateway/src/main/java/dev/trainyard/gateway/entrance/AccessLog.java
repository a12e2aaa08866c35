package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.AsyncHandler;
import org.jboss.logmanager.handlers.SizeRotatingFileHandler;

/**
 * One line per request in a file of its own: never a query, header or body, and no character of a
 * client's that was not looked at.
 */
@ApplicationScoped
class AccessLog {

  private static final Logger LOG = Logger.getLogger("dev.trainyard.gateway.access");
  private static final String FORMAT = "%d{yyyy-MM-dd'T'HH:mm:ss.SSSXXX} %m%n";
  private static final long FILE_BYTES = 50L << 20;
  private static final int FILES = 5;

  private final boolean enabled;
  private final ClientAddress addresses;

  AccessLog(GatewayConfig config, ClientAddress addresses) {
    this.enabled = config.accessLog();
    this.addresses = addresses;
    if (enabled) {
      open(config.accessLogFile());
    }
  }

  /** A file of its own, written by a thread of its own. */
  private static void open(Path file) {
    try {
      var rotating = new SizeRotatingFileHandler(file.toFile(), true);
      rotating.setFormatter(new PatternFormatter(FORMAT));
      rotating.setRotateSize(FILE_BYTES);
      rotating.setMaxBackupIndex(FILES);
      var handler = new AsyncHandler();
      handler.addHandler(rotating);
      LOG.setUseParentHandlers(false);
      LOG.addHandler(handler);
    } catch (IOException e) {
      throw new UncheckedIOException("trainyard.gateway.access-log-file", e);
    }
  }

  /**
   * @param path null when it could not be read
   * @param startedAt {@link System#nanoTime} at the request's begin
   */
  void write(HttpServerRequest request, RequestPath path, long startedAt) {
    if (enabled) {
      HttpServerResponse response = request.response();
      LOG.info(
          "%s \"%s %s\" %d %d %d \"%s\""
              .formatted(
                  addresses.of(request),
                  path == null ? "-" : request.method().name(),
                  path == null ? "-" : path.raw(),
                  response.getStatusCode(),
                  response.bytesWritten(),
                  TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedAt),
                  response.headers().get(RequestId.HEADER)));
    }
  }
}

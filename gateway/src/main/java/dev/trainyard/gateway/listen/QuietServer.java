package dev.trainyard.gateway.listen;

import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Sends the framework's own server, which cannot be switched off, to a free port of this machine:
 * the public port is the {@link Listener}'s. It has no routes.
 */
@ApplicationScoped
class QuietServer implements HttpServerOptionsCustomizer {

  @Override
  public void customizeHttpServer(HttpServerOptions options) {
    options.setHost("127.0.0.1").setPort(0);
  }
}

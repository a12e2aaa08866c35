package dev.trainyard.auth.oauth;

import dev.trainyard.auth.config.AuthConfig;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import java.net.URI;

/**
 * The origin at which people see the platform: the configured one, else the one that this request
 * was sent to. The latter goes back to whoever sent the request, and to nobody else.
 */
@RequestScoped
class PublicOrigin {

  private final AuthConfig config;
  private final HttpServerRequest request;

  PublicOrigin(AuthConfig config, CurrentVertxRequest current) {
    this.config = config;
    this.request = current.getCurrent().request();
  }

  /** Without a slash at its end. */
  String url() {
    return config
        .publicUrl()
        .map(URI::toString)
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
        .orElseGet(this::ofRequest);
  }

  /** Only the gateway reaches this service, and it writes these headers itself. */
  private String ofRequest() {
    String scheme = request.getHeader("X-Forwarded-Proto");
    String host = request.getHeader("X-Forwarded-Host");
    return (scheme == null ? request.scheme() : scheme)
        + "://"
        + (host == null ? request.authority().toString() : host);
  }
}

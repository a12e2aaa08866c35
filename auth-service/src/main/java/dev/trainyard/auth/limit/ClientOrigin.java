package dev.trainyard.auth.limit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Optional;

/** Where a request comes from: the address for limits, the browser for the list of sessions. */
@RequestScoped
public class ClientOrigin {

  private static final int LONGEST_AGENT = 300;

  private final HttpServerRequest request;

  ClientOrigin(CurrentVertxRequest current) {
    this.request = current.getCurrent().request();
  }

  public ClientAddress address() {
    return ClientAddress.of(
        request.getHeader("X-Forwarded-For"), request.remoteAddress().hostAddress());
  }

  /** The mark of an earlier sign-in, which the gateway reads out of its cookie. */
  public Optional<String> device() {
    return Optional.ofNullable(request.getHeader("X-Trainyard-Device"));
  }

  /** What the list of sessions tells about where each one is. */
  public Browser browser() {
    return new Browser(userAgent(), address().network());
  }

  /** The browser's name for itself, shortened and without control characters. */
  public String userAgent() {
    String text = request.getHeader(HttpHeaders.USER_AGENT);
    if (text == null) {
      return "";
    }
    String clean = text.replaceAll("[^\\x20-\\x7e]", "?");
    return clean.substring(0, Math.min(LONGEST_AGENT, clean.length()));
  }
}

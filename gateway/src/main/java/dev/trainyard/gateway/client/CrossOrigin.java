package dev.trainyard.gateway.client;

import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.util.Set;

/**
 * Lets pages of other origins call the API, when those are configured, each by its exact name. They
 * use tokens: an answer never says that cookies may come along.
 */
@ApplicationScoped
public class CrossOrigin {

  private static final String METHODS = "GET, HEAD, POST, PUT, PATCH, DELETE";
  private static final String SENT =
      "Authorization, Content-Type, If-Match, If-None-Match, Range, Idempotency-Key, X-Request-Id,"
          + " Tus-Resumable, Upload-Length, Upload-Offset, Upload-Metadata, Upload-Checksum";
  private static final String SEEN =
      "ETag, Link, Location, Content-Range, Retry-After, RateLimit, RateLimit-Policy, X-Request-Id,"
          + " Idempotency-Replayed,"
          + " X-Repo-Commit, X-Error-Code, X-Error-Message, Upload-Offset, Upload-Length";

  private final Set<String> origins;
  private final String maxAge;

  public CrossOrigin(GatewayConfig config) {
    origins = Set.copyOf(config.cors().origins().orElse(Set.of()));
    origins.forEach(CrossOrigin::requireExact);
    maxAge = Long.toString(config.cors().maxAge().toSeconds());
  }

  /**
   * Marks the answer for an origin that may read it; does nothing unless origins are configured.
   */
  public void apply(HttpServerRequest request) {
    if (origins.isEmpty()) {
      return;
    }
    MultiMap headers = request.response().headers();
    headers.set(HttpHeaders.VARY, "Origin");
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      headers.set("Access-Control-Allow-Origin", origin);
      headers.set("Access-Control-Expose-Headers", SEEN);
    }
  }

  /** Whether the request only asks whether another may be sent. */
  public boolean isQuestion(HttpServerRequest request) {
    return !origins.isEmpty()
        && request.method().equals(HttpMethod.OPTIONS)
        && request.headers().contains(HttpHeaders.ORIGIN)
        && request.headers().contains("Access-Control-Request-Method");
  }

  /** The headers that answer such a question; to an unknown origin the silence is the answer. */
  public void answerQuestion(HttpServerResponse response) {
    if (response.headers().contains("Access-Control-Allow-Origin")) {
      response.putHeader("Access-Control-Allow-Methods", METHODS);
      response.putHeader("Access-Control-Allow-Headers", SENT);
      response.putHeader("Access-Control-Max-Age", maxAge);
    }
  }

  private static void requireExact(String origin) {
    if (!isExact(origin)) {
      throw new IllegalArgumentException(
          "SEC-011 trainyard.gateway.cors.origins: %s is no exact origin such as %s"
              .formatted(origin, "https://app.example.org"));
    }
  }

  private static boolean isExact(String origin) {
    if (!origin.matches("https?://[a-z0-9.:\\[\\]-]{1,255}") || origin.endsWith(".")) {
      return false;
    }
    try {
      URI uri = URI.create(origin);
      boolean loopback = uri.getHost() != null && Hosts.isLoopback(uri.getRawAuthority());
      return uri.getHost() != null && ("https".equals(uri.getScheme()) || loopback);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}

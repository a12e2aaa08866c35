package dev.trainyard.gateway.client;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The names that the gateway answers to. A request for another name was led here by a foreign DNS
 * entry or a confused cache, and no answer to it can be right.
 */
@ApplicationScoped
public class Hosts {

  private static final Set<String> LOOPBACK = Set.of("localhost", "[::1]");

  private final boolean any;
  private final Set<String> known = new HashSet<>();

  Hosts(GatewayConfig config) {
    any = config.publicUrl().isEmpty();
    config.publicUrl().ifPresent(url -> known.add(lower(url.getRawAuthority())));
    config.hosts().orElse(Set.of()).forEach(host -> known.add(lower(host)));
  }

  /** Refuses a request that names no host, two, or one that is not ours. */
  public void requireOurs(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.HOST);
    HostAndPort authority = request.authority();
    if (headers.size() > 1) {
      throw refused("One Host header is needed");
    }
    if (authority == null) {
      // Only HTTP/1.0 may leave it out.
      if (!headers.isEmpty() || !"HTTP_1_0".equals(request.version().name())) {
        throw refused("One Host header is needed");
      }
      return;
    }
    if (!isOurs(headers.isEmpty() ? authority.toString() : headers.getFirst())) {
      throw refused("The host is not one of this platform");
    }
  }

  private boolean isOurs(String host) {
    return any || known.contains(host) || known.contains(lower(host)) || isLoopback(host);
  }

  /** Whether a host, with or without a port, is a name of this machine for itself. */
  static boolean isLoopback(String host) {
    int colon = host.lastIndexOf(':');
    boolean port = colon > host.lastIndexOf(']');
    String name = lower(port ? host.substring(0, colon) : host);
    return LOOPBACK.contains(name) || name.matches("127(\\.\\d{1,3}){3}");
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static ProblemException refused(String detail) {
    return ProblemException.of(ProblemType.INVALID_INPUT, detail);
  }
}

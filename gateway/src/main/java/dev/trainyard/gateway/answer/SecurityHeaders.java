package dev.trainyard.gateway.answer;

import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.routing.Destination;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The headers that tell a browser what it must not do; on every answer, whoever wrote it. */
@ApplicationScoped
public class SecurityHeaders {

  private static final String CSP = "Content-Security-Policy";
  private static final String HSTS = "Strict-Transport-Security";

  private static final Map<String, String> ALWAYS =
      Map.ofEntries(
          Map.entry("X-Content-Type-Options", "nosniff"),
          Map.entry("Referrer-Policy", "no-referrer"),
          Map.entry(
              "Permissions-Policy",
              "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(),"
                  + " magnetometer=(), microphone=(), midi=(), payment=(), usb=()"),
          Map.entry("Cross-Origin-Opener-Policy", "same-origin"),
          Map.entry("Cross-Origin-Resource-Policy", "same-origin"),
          Map.entry("Origin-Agent-Cluster", "?1"),
          Map.entry("X-Frame-Options", "DENY"),
          Map.entry("X-DNS-Prefetch-Control", "off"),
          Map.entry("X-Download-Options", "noopen"),
          Map.entry("X-Permitted-Cross-Domain-Policies", "none"),
          Map.entry("X-XSS-Protection", "0"));

  private static final String NOTHING =
      "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
  private static final String SANDBOX = "sandbox; " + NOTHING;
  private static final String PAGES =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
          + " font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self';"
          + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

  /** Names in lower case that only the gateway sets; a service's own value is dropped. */
  private static final Set<String> OWNED =
      Stream.concat(ALWAYS.keySet().stream(), Stream.of(CSP, HSTS))
          .map(name -> name.toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private final ClientAddress addresses;

  SecurityHeaders(ClientAddress addresses) {
    this.addresses = addresses;
  }

  /** Whether a header, in lower case, is one that services cannot set. */
  public static boolean owns(String name) {
    return OWNED.contains(name);
  }

  /** Sets the headers for an answer of an unknown or refused destination. */
  public void apply(HttpServerRequest request) {
    MultiMap headers = request.response().headers();
    ALWAYS.forEach(headers::set);
    headers.set(CSP, NOTHING);
    if (addresses.isSecure(request)) {
      headers.set(HSTS, "max-age=63072000; includeSubDomains");
    }
  }

  /** Adapts the policy to what the destination sends. */
  public void apply(HttpServerRequest request, Destination destination) {
    String policy =
        switch (destination) {
          case Destination.Console _ -> PAGES;
          case Destination.Deployment _ -> SANDBOX;
          case Destination.Service service -> service.kind().isSandboxed() ? SANDBOX : NOTHING;
          case Destination.Document _, Destination.Health _, Destination.Nowhere _ -> NOTHING;
        };
    request.response().headers().set(CSP, policy);
  }
}

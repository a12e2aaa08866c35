package dev.trainyard.gateway.identity;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps other sites from using a browser's session: the request must say that it comes from our own
 * origin, must hold the session's token, and must not be one that a plain HTML form could send.
 */
@ApplicationScoped
class CrossSiteGuard {

  private static final Set<String> FORM_TYPES =
      Set.of("application/x-www-form-urlencoded", "multipart/form-data", "text/plain");

  private final Optional<String> publicOrigin;
  private final ClientAddress addresses;

  CrossSiteGuard(GatewayConfig config, ClientAddress addresses) {
    this.addresses = addresses;
    this.publicOrigin =
        config
            .publicUrl()
            .map(url -> url.getScheme() + "://" + url.getRawAuthority())
            .map(origin -> origin.toLowerCase(Locale.ROOT));
  }

  /** Refuses a request that a browser says comes from elsewhere, or says nothing about. */
  void requireSameOrigin(HttpServerRequest request) {
    if (origin(request) == null && site(request) == null) {
      throw foreign();
    }
    refuseForeign(request);
  }

  /** Refuses only what says that it comes from elsewhere: programs send neither header. */
  void refuseForeign(HttpServerRequest request) {
    String site = site(request);
    String origin = origin(request);
    boolean foreignSite = site != null && !site.equals("same-origin");
    if (foreignSite || (origin != null && !isOurs(request, origin))) {
      throw foreign();
    }
  }

  /** Refuses a feed that a page of another origin opens: browsers always send theirs. */
  void requireOrigin(HttpServerRequest request) {
    if (origin(request) == null) {
      throw foreign();
    }
    refuseForeign(request);
  }

  /** Refuses the content types that a form can send without asking the server first. */
  void refuseForms(HttpServerRequest request) {
    for (String header : request.headers().getAll(HttpHeaders.CONTENT_TYPE)) {
      String type = header.split("[;,]", 2)[0].strip().toLowerCase(Locale.ROOT);
      if (FORM_TYPES.contains(type)) {
        throw ProblemException.of(
            ProblemType.UNSUPPORTED_MEDIA_TYPE, "Sessions may not send the content type " + type);
      }
    }
  }

  /** Compares the token in constant time. */
  void requireToken(HttpServerRequest request, Identity.Known identity) {
    String sent = request.getHeader("X-CSRF-Token");
    String expected = identity.csrfToken().orElse("");
    boolean equal =
        MessageDigest.isEqual(
            expected.getBytes(StandardCharsets.UTF_8),
            (sent == null ? "" : sent).getBytes(StandardCharsets.UTF_8));
    if (expected.isEmpty() || !equal) {
      throw ProblemException.forbidden("The header X-CSRF-Token must hold the session's token");
    }
  }

  private boolean isOurs(HttpServerRequest request, String origin) {
    String sent = origin.toLowerCase(Locale.ROOT);
    String scheme = addresses.isSecure(request) ? "https" : "http";
    String own = scheme + "://" + String.valueOf(request.getHeader(HttpHeaders.HOST));
    return publicOrigin.map(sent::equals).orElse(false)
        || sent.equals(own.toLowerCase(Locale.ROOT));
  }

  private static String origin(HttpServerRequest request) {
    return request.getHeader(HttpHeaders.ORIGIN);
  }

  private static String site(HttpServerRequest request) {
    return request.getHeader("Sec-Fetch-Site");
  }

  private static ProblemException foreign() {
    return ProblemException.of(
        ProblemType.FORBIDDEN, "Sessions may be used only from the platform's own pages");
  }
}

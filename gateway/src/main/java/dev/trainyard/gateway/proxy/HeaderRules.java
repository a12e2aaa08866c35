package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.answer.SecurityHeaders;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.upstream.Upstream;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which headers cross the gateway: nothing about identity or transport does, in either direction.
 */
public final class HeaderRules {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Request headers that a client could use to pass for someone or something else. */
  private static final Set<String> NEVER_INWARD =
      Set.of(
          "authorization",
          "cookie",
          "x-csrf-token",
          "expect",
          "forwarded",
          "via",
          "x-real-ip",
          "x-client-ip",
          "true-client-ip",
          "x-request-id",
          "x-original-url",
          "x-rewrite-url",
          "x-original-host",
          "x-http-method",
          "x-http-method-override",
          "x-method-override");

  private static final List<String> NEVER_INWARD_PREFIXES = List.of("x-trainyard-", "x-forwarded-");

  /** Answer headers that belong to the gateway, or that would tell about what is behind it. */
  private static final Set<String> NEVER_OUTWARD =
      Set.of(
          "server",
          "x-powered-by",
          "x-request-id",
          "alt-svc",
          "service-worker-allowed",
          "ratelimit",
          "ratelimit-policy");

  /** Only auth-service speaks to the browser about its cookies and storage. */
  private static final Set<String> AUTH_ONLY = Set.of("set-cookie", "clear-site-data");

  /** The one operation that reads from which browser an account has signed in before. */
  private static final String SIGN_IN = "/api/v1/auth/login";

  /** The cookie with that mark, and its name where browsers refuse secure cookies. */
  private static final List<String> DEVICE_COOKIES =
      List.of("__Host-trainyard_device", "trainyard_dev_device");

  private HeaderRules() {}

  /** Replaces what a client said about identity and origin by what the gateway knows. */
  public static void inward(
      HttpServerRequest request,
      MultiMap headers,
      Optional<String> token,
      ClientAddress addresses) {
    Set<String> dropped = named(headers);
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (dropped.contains(lower)
          || HOP_BY_HOP.contains(lower)
          || NEVER_INWARD.contains(lower)
          || NEVER_INWARD_PREFIXES.stream().anyMatch(lower::startsWith)) {
        headers.remove(name);
      }
    }
    if (SIGN_IN.equals(request.path())) {
      DEVICE_COOKIES.stream()
          .flatMap(name -> request.cookies(name).stream())
          .findFirst()
          .ifPresent(cookie -> headers.set("X-Trainyard-Device", cookie.getValue()));
    }
    token.ifPresent(jwt -> headers.set(HttpHeaders.AUTHORIZATION, "Bearer " + jwt));
    headers.set(RequestId.HEADER, request.response().headers().get(RequestId.HEADER));
    headers.set("X-Forwarded-For", addresses.of(request));
    headers.set("X-Forwarded-Proto", addresses.isSecure(request) ? "https" : "http");
    HostAndPort authority = request.authority();
    if (authority != null) {
      headers.set("X-Forwarded-Host", authority.toString());
    }
  }

  /** Drops what a service may not say to a client, and hides its own address. */
  static void outward(HttpServerResponse response, MultiMap headers, Upstream upstream) {
    Set<String> dropped = named(headers);
    boolean auth = upstream.name().equals("auth");
    for (String name : List.copyOf(headers.names())) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (dropped.contains(lower)
          || HOP_BY_HOP.contains(lower)
          || NEVER_OUTWARD.contains(lower)
          || lower.startsWith("access-control-")
          || (!auth && AUTH_ONLY.contains(lower))
          || SecurityHeaders.owns(lower)) {
        headers.remove(name);
      }
    }
    String location = headers.get(HttpHeaders.LOCATION);
    if (location != null && location.startsWith(upstream.origin() + "/")) {
      headers.set(HttpHeaders.LOCATION, location.substring(upstream.origin().length()));
    }
    if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
      headers.set(
          HttpHeaders.CACHE_CONTROL,
          headers.contains(HttpHeaders.ETAG) ? "private, no-cache" : "no-store");
    }
    // The gateway's own are on the response already: an equal name must not appear twice.
    for (String name : headers.names()) {
      if (!HttpHeaders.VARY.toString().equalsIgnoreCase(name)) {
        response.headers().remove(name);
      }
    }
  }

  /** Headers that the message itself declares to be about this connection only (RFC 9110 7.6.1). */
  private static Set<String> named(MultiMap headers) {
    Set<String> names = new HashSet<>();
    for (String value : headers.getAll(HttpHeaders.CONNECTION)) {
      for (String name : value.split(",", -1)) {
        names.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    return names;
  }
}

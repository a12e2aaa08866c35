package dev.trainyard.gateway.identity;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** Finds the one credential of a request; two of them are an error, not a choice. */
@ApplicationScoped
class CredentialReader {

  private static final int MAX_LENGTH = 512;
  private static final String BEARER = "Bearer ";
  private static final String BASIC = "Basic ";

  private final String cookieName;
  private final ClientAddress addresses;

  CredentialReader(GatewayConfig config, ClientAddress addresses) {
    this.addresses = addresses;
    this.cookieName = config.cookieSecure() ? "__Host-trainyard_session" : "trainyard_dev_session";
  }

  Optional<Credential> read(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    List<String> cookies = cookies(request);
    if (headers.size() + cookies.size() > 1) {
      throw ProblemException.of(
          ProblemType.INVALID_INPUT, "Send one credential: a session cookie or an access token");
    }
    if (!headers.isEmpty()) {
      return Optional.of(
          new Credential(Credential.Kind.TOKEN, token(headers.getFirst()), addresses.of(request)));
    }
    return cookies.stream()
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
        .map(value -> new Credential(Credential.Kind.SESSION, value, addresses.of(request)))
        .findFirst();
  }

  /**
   * Every value that the cookie was sent with. A map of cookies would hold the last one only, which
   * is the one that a sibling site may have tossed in.
   */
  private List<String> cookies(HttpServerRequest request) {
    List<String> headers = request.headers().getAll(HttpHeaders.COOKIE);
    if (headers.isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>(1);
    for (String header : headers) {
      for (String pair : header.split(";", -1)) {
        String cookie = pair.strip();
        if (cookie.startsWith(cookieName + "=")) {
          values.add(cookie.substring(cookieName.length() + 1));
        }
      }
    }
    return values;
  }

  /** The token of a bearer header, or of a basic one, where Git and MLflow send it as password. */
  private static String token(String header) {
    String token = "";
    if (header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      token = header.substring(BEARER.length()).strip();
    } else if (header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      token = password(header.substring(BASIC.length()).strip());
    }
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      throw ProblemException.of(
          ProblemType.UNAUTHENTICATED, "The Authorization header holds no access token");
    }
    return token;
  }

  private static String password(String encoded) {
    try {
      String pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      return pair.substring(pair.indexOf(':') + 1);
    } catch (IllegalArgumentException e) {
      return "";
    }
  }
}

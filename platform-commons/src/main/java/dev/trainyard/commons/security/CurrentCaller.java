package dev.trainyard.commons.security;

import io.quarkus.security.AuthenticationFailedException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.JsonArray;
import jakarta.json.JsonString;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The {@link Caller} of the request at hand, read from the verified token. Resources are singletons
 * and a caller is not, so they inject this and ask it each time.
 */
@ApplicationScoped
public class CurrentCaller {

  private final JsonWebToken token;

  CurrentCaller(JsonWebToken token) {
    this.token = token;
  }

  /**
   * The caller; anonymous when the request carries no token.
   *
   * @throws AuthenticationFailedException for a token that verifies but names no subject
   */
  public Caller get() {
    return token.getRawToken() == null ? Caller.anonymous() : from(token);
  }

  private static Caller from(JsonWebToken token) {
    return new Caller(
        uuid(token, "sub").orElseThrow(() -> new AuthenticationFailedException("no subject")),
        token.getName(),
        token.getGroups() == null ? Set.of() : token.getGroups(),
        namespaces(token),
        Scopes.parse(text(token, "scope")),
        restriction(token),
        String.valueOf(text(token, "cred")),
        uuid(token, "sid"),
        uuid(token, "job"));
  }

  private static Map<String, NamespaceRole> namespaces(JsonWebToken token) {
    Map<String, NamespaceRole> roles = new HashMap<>();
    texts(token, "ns").forEach(pair -> add(roles, pair));
    return roles;
  }

  /** A claim that is there but cannot be read limits to nothing, rather than not at all. */
  private static Restriction restriction(JsonWebToken token) {
    return token.getClaim("only") == null
        ? Restriction.none()
        : Restriction.to(texts(token, "only"));
  }

  private static List<String> texts(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return switch (value) {
      case JsonArray array ->
          array.getValuesAs(JsonString.class).stream().map(JsonString::getString).toList();
      case Iterable<?> items -> {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> texts.add(String.valueOf(item)));
        yield texts;
      }
      case null, default -> List.of();
    };
  }

  private static void add(Map<String, NamespaceRole> roles, String pair) {
    int colon = pair.indexOf(':');
    if (colon > 0) {
      roles.put(pair.substring(0, colon), NamespaceRole.fromText(pair.substring(colon + 1)));
    }
  }

  private static Optional<UUID> uuid(JsonWebToken token, String claim) {
    String text = text(token, claim);
    try {
      return Optional.ofNullable(text).map(UUID::fromString);
    } catch (IllegalArgumentException e) {
      throw new AuthenticationFailedException("malformed claim " + claim);
    }
  }

  private static String text(JsonWebToken token, String claim) {
    Object value = token.getClaim(claim);
    return switch (value) {
      case null -> null;
      case JsonString string -> string.getString();
      default -> value.toString();
    };
  }
}

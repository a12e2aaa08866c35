package dev.trainyard.commons.security;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.identity.SecurityIdentityAugmentor;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.ByteArrayInputStream;
import java.security.Principal;
import java.util.Base64;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Refuses every identity but one from an access token (RFC 9068), before any route or socket sees
 * it. Signature, issuer, audience and times are verified by then; what the token is for is not.
 */
@ApplicationScoped
class AccessTokensOnly implements SecurityIdentityAugmentor {

  private static final String TYPE = "at+jwt";
  private static final String USE = "access";

  @Override
  public Uni<SecurityIdentity> augment(
      SecurityIdentity identity, AuthenticationRequestContext context) {
    return identity.isAnonymous() || isAccess(identity.getPrincipal())
        ? Uni.createFrom().item(identity)
        : Uni.createFrom().failure(new AuthenticationFailedException("not an access token"));
  }

  private static boolean isAccess(Principal principal) {
    return principal instanceof JsonWebToken token
        && USE.equals(text(token.getClaim("use")))
        && TYPE.equals(header(token).getString("typ", ""));
  }

  private static String text(Object claim) {
    return switch (claim) {
      case JsonString json -> json.getString();
      case String text -> text;
      case null, default -> "";
    };
  }

  /** The principal keeps its header to itself, so this reads the one that has been verified. */
  private static JsonObject header(JsonWebToken token) {
    String raw = token.getRawToken();
    byte[] json = Base64.getUrlDecoder().decode(raw.substring(0, raw.indexOf('.')));
    try (var reader = Json.createReader(new ByteArrayInputStream(json))) {
      return reader.readObject();
    }
  }
}

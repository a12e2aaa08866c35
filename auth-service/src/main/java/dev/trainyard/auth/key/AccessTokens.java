package dev.trainyard.auth.key;

import dev.trainyard.auth.config.AuthConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs the short-lived tokens (RFC 9068) that stand for a credential inside the platform. */
@ApplicationScoped
public class AccessTokens {

  static final String ISSUER = "urn:trainyard:auth";
  static final String AUDIENCE = "trainyard";
  static final String TYPE = "at+jwt";
  static final String USE = "access";

  private final KeyRing ring;
  private final Duration life;
  private final Clock clock;

  AccessTokens(KeyRing ring, AuthConfig config, Clock clock) {
    this.ring = ring;
    this.life = config.keys().accessTokenLife();
    this.clock = clock;
  }

  /**
   * Signs a token.
   *
   * @param notAfter end of the credential, which the token does not outlive
   */
  public AccessToken sign(AccessClaims claims, Instant notAfter) {
    Instant now = clock.instant();
    Instant full = now.plus(life);
    Instant end = full.isBefore(notAfter) ? full : notAfter;
    KeyRing.Active key = ring.active();
    var signature = new JsonWebSignature();
    signature.setHeader("typ", TYPE);
    signature.setKeyIdHeaderValue(key.id());
    signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.EDDSA);
    signature.setPayload(payload(claims, now, end).toJson());
    signature.setKey(key.key());
    try {
      return new AccessToken(
          signature.getCompactSerialization(), Instant.ofEpochSecond(end.getEpochSecond()));
    } catch (JoseException e) {
      throw new IllegalStateException("A token cannot be signed", e);
    }
  }

  private static JwtClaims payload(AccessClaims claims, Instant now, Instant end) {
    var payload = new JwtClaims();
    payload.setIssuer(ISSUER);
    payload.setAudience(AUDIENCE);
    payload.setSubject(claims.subject().toString());
    payload.setStringClaim("upn", claims.name());
    payload.setStringListClaim("groups", claims.groups());
    payload.setStringListClaim("ns", claims.namespaces());
    payload.setStringClaim("scope", claims.scopes().text());
    payload.setStringClaim("sid", claims.credentialId().toString());
    payload.setStringClaim("cred", claims.credential());
    payload.setStringClaim("use", USE);
    if (!claims.only().isNone()) {
      payload.setStringListClaim("only", claims.only().places());
    }
    if (claims.job() != null) {
      payload.setStringClaim("job", claims.job().toString());
    }
    payload.setJwtId(UUID.randomUUID().toString());
    payload.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
    payload.setExpirationTime(NumericDate.fromSeconds(end.getEpochSecond()));
    return payload;
  }

  /** A signed token and its end. */
  public record AccessToken(String jwt, Instant expiresAt) {}
}

package dev.trainyard.auth.key;

import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.ParseException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.security.Key;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Verifies tokens with this service's own keys, so that it needs no HTTP call to itself; the rules
 * are those that the other services configure (RFC 8725).
 */
@Alternative
@Priority(1)
@ApplicationScoped
class AccessTokenParser extends JWTCallerPrincipalFactory {

  private static final int SKEW_SECONDS = 30;

  private final JwtConsumer consumer;

  AccessTokenParser(KeyRing ring) {
    VerificationKeyResolver resolver = (signature, nesting) -> key(ring, signature);
    this.consumer =
        new JwtConsumerBuilder()
            .setVerificationKeyResolver(resolver)
            .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA)
            .setExpectedType(true, AccessTokens.TYPE)
            .setExpectedIssuer(AccessTokens.ISSUER)
            .setExpectedAudience(AccessTokens.AUDIENCE)
            .setRequireSubject()
            .setRequireExpirationTime()
            .setAllowedClockSkewInSeconds(SKEW_SECONDS)
            .build();
  }

  @Override
  public JWTCallerPrincipal parse(String token, JWTAuthContextInfo context) throws ParseException {
    try {
      JwtClaims claims = consumer.processToClaims(token);
      if (!AccessTokens.USE.equals(claims.getClaimValue("use"))) {
        throw new ParseException("The token is not for access");
      }
      claims.setClaim(Claims.raw_token.name(), token);
      return new DefaultJWTCallerPrincipal(AccessTokens.TYPE, claims);
    } catch (InvalidJwtException e) {
      throw new ParseException("The token is not valid", e);
    }
  }

  private static Key key(KeyRing ring, JsonWebSignature signature) throws UnresolvableKeyException {
    String id = signature.getKeyIdHeaderValue();
    if (id == null) {
      throw new UnresolvableKeyException("The token names no key");
    }
    return ring.verification(id)
        .orElseThrow(() -> new UnresolvableKeyException("The token names an unknown key"));
  }
}

package dev.trainyard.auth.key;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.JoseException;

/** Tokens that this service's own key signs, and that no route may take all the same. */
@ApplicationScoped
public class UnfitTokens {

  private final KeyRing ring;

  UnfitTokens(KeyRing ring) {
    this.ring = ring;
  }

  /** Variations of a good token, each wrong in one thing. */
  public List<String> of(String good) throws JoseException, InvalidJwtException {
    JwtClaims expired = claims(good);
    expired.setExpirationTime(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 - 300));
    JwtClaims otherUse = claims(good);
    otherUse.setStringClaim("use", "refresh");
    JwtClaims noUse = claims(good);
    noUse.unsetClaim("use");
    JwtClaims otherIssuer = claims(good);
    otherIssuer.setIssuer("urn:elsewhere");
    JwtClaims otherAudience = claims(good);
    otherAudience.setAudience("elsewhere");
    return List.of(
        sign("at+jwt", expired),
        sign("at+jwt", otherUse),
        sign("at+jwt", noUse),
        sign("at+jwt", otherIssuer),
        sign("at+jwt", otherAudience),
        sign("JWT", claims(good)));
  }

  private static JwtClaims claims(String jwt) throws InvalidJwtException {
    byte[] payload = Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]);
    return JwtClaims.parse(new String(payload, StandardCharsets.UTF_8));
  }

  private String sign(String type, JwtClaims claims) throws JoseException {
    KeyRing.Active key = ring.active();
    var signature = new JsonWebSignature();
    signature.setHeader("typ", type);
    signature.setKeyIdHeaderValue(key.id());
    signature.setAlgorithmHeaderValue("EdDSA");
    signature.setPayload(claims.toJson());
    signature.setKey(key.key());
    return signature.getCompactSerialization();
  }
}

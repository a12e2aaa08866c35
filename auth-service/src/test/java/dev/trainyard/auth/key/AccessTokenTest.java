package dev.trainyard.auth.key;

import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.testing.ConfusedTokens;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class AccessTokenTest {

  @Inject KeyRing ring;

  private String jwt;
  private JwtClaims claims;

  @BeforeEach
  void somebodyHasAToken() throws Exception {
    Person ada = People.person("ada");
    jwt = ada.jwt();
    claims =
        JwtClaims.parse(
            new String(
                Base64.getUrlDecoder().decode(jwt.split("\\.", -1)[1]), StandardCharsets.UTF_8));
  }

  @Test
  void ownTokenIsAccepted() throws JoseException {
    with(jwt).statusCode(200);
    with(sign("at+jwt", activeKey())).statusCode(200);
  }

  @Test
  void expiredTokenIsRefused() throws JoseException {
    claims.setExpirationTime(NumericDate.fromSeconds(System.currentTimeMillis() / 1000 - 31));
    refused(sign("at+jwt", activeKey()));
  }

  @Test
  void tokenWithoutAnEndIsRefused() throws JoseException {
    claims.unsetClaim("exp");
    refused(sign("at+jwt", activeKey()));
  }

  @Test
  void tokenForAnotherUseIsRefused() throws JoseException {
    claims.setStringClaim("use", "refresh");
    refused(sign("at+jwt", activeKey()));
  }

  @Test
  void tokenOfAnotherTypeIsRefused() throws JoseException {
    refused(sign("JWT", activeKey()));
  }

  @Test
  void tokenOfAnotherIssuerOrForAnotherAudienceIsRefused() throws JoseException {
    claims.setIssuer("urn:somebody:else");
    refused(sign("at+jwt", activeKey()));
    claims.setIssuer("urn:trainyard:auth");
    claims.setAudience("elsewhere");
    refused(sign("at+jwt", activeKey()));
  }

  @Test
  void tokenOfAnUnknownKeyIsRefused() {
    refused(Tokens.user("ada").sign());
  }

  @Test
  void changedTokenIsRefused() {
    String[] parts = jwt.split("\\.", -1);
    String payload =
        new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8)
            .replace("[\"user\"]", "[\"user\",\"admin\"]");
    refused(parts[0] + "." + encode(payload) + "." + parts[2]);
    refused(parts[0] + "." + parts[1] + ".");
  }

  @Test
  void tokenWithoutAnAsymmetricSignatureIsRefused() throws JoseException {
    String id = ring.active().id();
    refused(
        encode("{\"alg\":\"none\",\"typ\":\"at+jwt\",\"kid\":\"" + id + "\"}")
            + "."
            + jwt.split("\\.", -1)[1]
            + ".");
    var symmetric = new JsonWebSignature();
    symmetric.setHeader("typ", "at+jwt");
    symmetric.setKeyIdHeaderValue(id);
    symmetric.setAlgorithmHeaderValue("HS256");
    symmetric.setPayload(claims.toJson());
    symmetric.setKey(
        new SecretKeySpec(ring.verification(id).orElseThrow().getEncoded(), "HmacSHA256"));
    refused(symmetric.getCompactSerialization());
  }

  @Test
  void tokenCannotChooseHowOrByWhichKeyItIsVerified() {
    byte[] encoded = ring.verification(ring.active().id()).orElseThrow().getEncoded();
    byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);

    ConfusedTokens.of(jwt, publicKey, "http://127.0.0.1:1/jwks.json")
        .values()
        .forEach(AccessTokenTest::refused);
  }

  @Test
  void textThatIsNoTokenIsRefused() {
    refused("forged.forged.forged");
    refused("hf_0000");
  }

  private KeyRing.Active activeKey() {
    return ring.active();
  }

  private String sign(String type, KeyRing.Active key) throws JoseException {
    var signature = new JsonWebSignature();
    signature.setHeader("typ", type);
    signature.setKeyIdHeaderValue(key.id());
    signature.setAlgorithmHeaderValue("EdDSA");
    signature.setPayload(claims.toJson());
    signature.setKey(key.key());
    return signature.getCompactSerialization();
  }

  private static void refused(String token) {
    with(token)
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", "Bearer")
        .body("type", equalTo("urn:trainyard:problem:unauthenticated"));
  }

  private static ValidatableResponse with(String token) {
    return People.anonymous().auth().oauth2(token).get("/api/v1/users/me").then();
  }

  private static String encode(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

package dev.trainyard.auth.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class ExchangeTest {

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void sessionBecomesATokenThatThePublishedKeysVerify() throws Exception {
    // When
    Response response = People.exchange("session", ada.secret());

    // Then
    response
        .then()
        .statusCode(200)
        .body("kind", equalTo("session"))
        .body("name", equalTo(ada.name()))
        .body("rightsVersion", notNullValue())
        .body("csrfToken", equalTo(csrfTokenOfSession()));
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(response.path("jwt"));
    String keys = People.anonymous().get("/.well-known/jwks.json").asString();
    signature.setKey(
        new JsonWebKeySet(keys)
            .findJsonWebKey(signature.getKeyIdHeaderValue(), "OKP", "sig", "EdDSA")
            .getKey());
    assertThat(signature.verifySignature()).isTrue();
    assertThat(signature.getHeader("typ")).isEqualTo("at+jwt");
    JwtClaims claims = JwtClaims.parse(signature.getPayload());
    assertThat(claims.getIssuer()).isEqualTo("urn:trainyard:auth");
    assertThat(claims.getAudience()).containsExactly("trainyard");
    assertThat(claims.getSubject()).isEqualTo(response.path("subject"));
    assertThat(claims.getStringClaimValue("upn")).isEqualTo(ada.name());
    assertThat(claims.getStringListClaimValue("groups")).containsExactly("user");
    assertThat(claims.getStringListClaimValue("ns")).containsExactly(ada.name() + ":owner");
    assertThat(claims.getStringClaimValue("scope")).isEqualTo("admin read write");
    assertThat(claims.getStringClaimValue("cred")).isEqualTo("session");
    assertThat(claims.getStringClaimValue("sid")).isEqualTo(response.path("credentialId"));
    assertThat(claims.getStringClaimValue("use")).isEqualTo("access");
    assertThat(claims.getJwtId()).isNotBlank();
    assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
        .isEqualTo(900);
  }

  @Test
  void tokenBecomesATokenWithItsScope() {
    // Given
    String token = ada.token("read");

    // Then
    People.exchange("token", token)
        .then()
        .statusCode(200)
        .body("kind", equalTo("token"))
        .body("csrfToken", nullValue());
    ada.asksWith(token)
        .get("/api/whoami-v2")
        .then()
        .statusCode(200)
        .body("name", equalTo(ada.name()))
        .body("auth.accessToken.role", equalTo("read"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "x", "hf_short", "hf_0000000000000000000000000000000000000000000000000"})
  void unknownCredentialIsUnauthenticated(String credential) {
    People.exchange("token", credential)
        .then()
        .statusCode(401)
        .contentType("application/problem+json");
    People.exchange("session", credential).then().statusCode(401);
  }

  @Test
  void onlyTheGatewayExchanges() {
    Map<String, String> body = Map.of("kind", "session", "credential", ada.secret());
    People.anonymous().body(body).post("/internal/exchange").then().statusCode(401);
    People.service("training").body(body).post("/internal/exchange").then().statusCode(401);
    People.anonymous()
        .header("X-Trainyard-Client", "gateway:wrong")
        .body(body)
        .post("/internal/exchange")
        .then()
        .statusCode(401);
  }

  @Test
  void deactivationCountsAtOnceAndEndsEveryCredentialForGood() {
    // Given
    String token = ada.token("write");
    String path = "/api/v1/users/" + ada.name();

    // When
    People.administrator().asks().post(path + "/deactivate").then().statusCode(200);

    // Then
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.exchange("token", token).then().statusCode(401);
    People.administrator().asks().post(path + "/activate").then().statusCode(200);
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.exchange("token", token).then().statusCode(401);
  }

  @Test
  void membershipCountsAtOnceAndChangesTheRightsVersion() {
    // Given
    Person owner = People.person("owner");
    String org = People.freshName("org");
    owner.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    String before = rightsVersion();

    // When
    owner
        .asks()
        .body(Map.of("role", "writer"))
        .put("/api/v1/orgs/" + org + "/members/" + ada.name())
        .then()
        .statusCode(200);

    // Then
    String after = rightsVersion();
    assertThat(after).isNotEqualTo(before);
    assertThat(rightsVersion()).isEqualTo(after);
    assertThat(namespaces()).contains(org + ":writer");
  }

  @Test
  void platformRoleChangesTheRightsVersion() {
    // Given
    String before = rightsVersion();

    // When
    People.administrator()
        .asks()
        .body(Map.of("roles", List.of("user", "auditor")))
        .put("/api/v1/users/" + ada.name() + "/platform-roles")
        .then()
        .statusCode(200);

    // Then
    assertThat(rightsVersion()).isNotEqualTo(before);
  }

  @Test
  void sessionEndsWhenItIsIdleTooLong() {
    try (var _ = ShiftedClock.forward(Duration.ofDays(7).plusMinutes(1))) {
      People.exchange("session", ada.secret()).then().statusCode(401);
    }
  }

  @Test
  void accessTokenDoesNotOutliveItsCredential() {
    // Given
    String token =
        ada.asks()
            .body(Map.of("name", "short", "scope", "read", "expiresInDays", 1))
            .post("/api/v1/tokens")
            .path("token");

    // When
    String end;
    try (var _ = ShiftedClock.forward(Duration.ofDays(1).minusMinutes(2))) {
      end = People.exchange("token", token).then().statusCode(200).extract().path("expiresAt");
    }

    // Then
    assertThat(Instant.parse(end)).isBefore(Instant.now().plus(Duration.ofDays(1)));
    try (var _ = ShiftedClock.forward(Duration.ofDays(1).plusSeconds(1))) {
      People.exchange("token", token).then().statusCode(401);
    }
  }

  private String csrfTokenOfSession() {
    return ada.asks()
        .get("/api/v1/auth/session")
        .then()
        .statusCode(200)
        .extract()
        .path("csrfToken");
  }

  private String rightsVersion() {
    return People.exchange("session", ada.secret()).path("rightsVersion");
  }

  private List<String> namespaces() {
    try {
      var signature = new JsonWebSignature();
      signature.setCompactSerialization(ada.jwt());
      return JwtClaims.parse(signature.getUnverifiedPayload()).getStringListClaimValue("ns");
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}

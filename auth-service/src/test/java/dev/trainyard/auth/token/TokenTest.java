package dev.trainyard.auth.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class TokenTest {

  private static final String TOKENS = "/api/v1/tokens";

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void tokenIsShownOnceAndListedByItsHint() {
    // When
    Response created = ada.asks().body(Map.of("name", "laptop", "scope", "write")).post(TOKENS);

    // Then
    created.then().statusCode(201).body("token", startsWith("hf_"));
    String token = created.path("token");
    ada.asks()
        .get(TOKENS)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].name", equalTo("laptop"))
        .body("items[0].scope", equalTo("write"))
        .body("items[0].hint", equalTo(token.substring(0, 7) + "…"))
        .body("items[0].token", nullValue())
        .body("items[0].lastUsedAt", nullValue());
    assertThat(Duration.between(Instant.now(), Instant.parse(created.path("expiresAt"))).toDays())
        .isEqualTo(89);
  }

  @Test
  void revokedTokenIsWorthNothingAtOnce() {
    // Given
    Response created = ada.asks().body(Map.of("name", "ci", "scope", "read")).post(TOKENS);
    String token = created.path("token");
    People.exchange("token", token).then().statusCode(200);

    // When
    ada.asks().delete(TOKENS + "/" + created.path("id")).then().statusCode(204);

    // Then
    People.exchange("token", token).then().statusCode(401);
    ada.asks().get(TOKENS).then().body("items", empty());
    ada.asks().delete(TOKENS + "/" + created.path("id")).then().statusCode(404);
  }

  @Test
  void anothersTokenDoesNotExist() {
    // Given
    String id = ada.asks().body(Map.of("name", "x", "scope", "read")).post(TOKENS).path("id");

    // Then
    People.person("bob").asks().delete(TOKENS + "/" + id).then().statusCode(404);
    ada.asks().delete(TOKENS + "/not-an-id").then().statusCode(404);
  }

  @Test
  void makingOneNeedsAFreshProof() {
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      ada.asks()
          .body(Map.of("name", "late", "scope", "read"))
          .post(TOKENS)
          .then()
          .statusCode(403)
          .body("type", equalTo("urn:trainyard:problem:step-up-required"));
    }
  }

  @Test
  void tokenCannotMakeTokens() {
    ada.asksWith(ada.token("write"))
        .body(Map.of("name", "child", "scope", "write"))
        .post(TOKENS)
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:trainyard:problem:forbidden"));
  }

  @Test
  void readTokenChangesNothing() {
    // Given
    String token = ada.token("read");

    // Then
    ada.asksWith(token)
        .body(Map.of("name", People.freshName("org")))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403);
    ada.asksWith(token)
        .body(Map.of("displayName", "X"))
        .patch("/api/v1/users/me")
        .then()
        .statusCode(403);
    ada.asksWith(token).get("/api/v1/users/me").then().statusCode(200);
  }

  @Test
  void useIsNotedToTheMinuteAndTheNetwork() {
    // Given
    People.service("gateway")
        .body(Map.of("kind", "token", "credential", ada.token("read"), "address", "203.0.113.77"))
        .post("/internal/exchange")
        .then()
        .statusCode(200);

    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> ada.asks().get(TOKENS).then().body("items[0].lastUsedAt", notNullValue()));
    Instant used = Instant.parse(ada.asks().get(TOKENS).path("items[0].lastUsedAt"));
    assertThat(used.getEpochSecond() % 60).isZero();
    ada.asks().get(TOKENS).then().body("items[0].lastUsedNetwork", equalTo("203.0.113.0/24"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\u0000b", "a\nb"})
  void nameMustBeReadable(String name) {
    refused(Map.of("name", name), "name");
  }

  @Test
  void scopeAndLifeAreBounded() {
    refused(Map.of("scope", "everything"), "scope");
    refused(Map.of("expiresInDays", 0), "expiresInDays");
    refused(Map.of("expiresInDays", 366), "expiresInDays");
    refused(Map.of("name", "x".repeat(101)), "name");
    ada.asks()
        .body(Map.of("name", "x", "scope", "read", "expiresInDays", 366))
        .post(TOKENS)
        .then()
        .statusCode(400)
        .body("errors[0].message", equalTo("must be between 1 and 365 days"));
  }

  @Test
  void networksGoToTheGatewayWithEachExchange() {
    // When
    Response created =
        ada.asks()
            .body(
                Map.of(
                    "name",
                    "office",
                    "scope",
                    "read",
                    "networks",
                    List.of("203.0.113.0/24", "2001:DB8::/32", "203.0.113.0/24")))
            .post(TOKENS);

    // Then
    created
        .then()
        .statusCode(201)
        .body("networks", contains("203.0.113.0/24", "2001:db8:0:0:0:0:0:0/32"));
    People.exchange("token", created.path("token"))
        .then()
        .statusCode(200)
        .body("networks", contains("203.0.113.0/24", "2001:db8:0:0:0:0:0:0/32"));
    People.exchange("session", ada.secret()).then().body("networks", empty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "everywhere", "203.0.113.1/24", "203.0.113.0/33", "example.org"})
  void networkMustBeARange(String network) {
    refused(Map.of("networks", List.of("10.0.0.0/8", network)), "networks[1]");
  }

  @Test
  void limitedTokenDealsWithItsRepositoriesAlone() throws Exception {
    // Given
    String place = "datasets/" + ada.name() + "/iris";
    Response created =
        ada.asks()
            .body(Map.of("name", "x", "scope", "write", "only", List.of(place, place)))
            .post(TOKENS);
    created.then().statusCode(201).body("only", contains(place));

    // When
    String token = created.path("token");
    JwtClaims claims = claims(People.exchange("token", token).path("jwt"));

    // Then
    assertThat(claims.getStringListClaimValue("only")).containsExactly(place);
    assertThat(claims.getStringClaimValue("scope"))
        .isEqualTo("dataset:manage deployment:manage job:manage model:manage");
    ada.asksWith(token)
        .get("/api/whoami-v2")
        .then()
        .statusCode(200)
        .body("auth.accessToken.role", equalTo("fineGrained"));
    for (String path : List.of(TOKENS, "/api/v1/orgs", "/api/v1/auth/sessions")) {
      ada.asksWith(token).get(path).then().statusCode(403);
    }
    ada.asksWith(token)
        .body(Map.of("name", People.freshName("org")))
        .post("/api/v1/orgs")
        .then()
        .statusCode(403);
    ada.asksWith(token)
        .body(Map.of("displayName", "X"))
        .patch("/api/v1/users/me")
        .then()
        .statusCode(403);
  }

  @Test
  void singleScopesAreWhatTheTokenHas() throws Exception {
    // When
    Response created =
        ada.asks()
            .body(Map.of("name", "x", "scopes", List.of("job:read", "dataset:write", "job:read")))
            .post(TOKENS);

    // Then
    created
        .then()
        .statusCode(201)
        .body("scopes", contains("dataset:write", "job:read"))
        .body("scope", equalTo("write"));
    assertThat(
            claims(People.exchange("token", created.path("token")).path("jwt"))
                .getStringClaimValue("scope"))
        .isEqualTo("dataset:write job:read");
    ada.asksWith(created.path("token")).get("/api/v1/users/me").then().statusCode(403);
    ada.asksWith(created.path("token")).get("/api/whoami-v2").then().statusCode(200);
  }

  @Test
  void platformRolesCountOnlyWithTheScopeForThem() {
    // Given
    Person root = People.invited("root", Map.of("platformRole", "admin"));
    String plain = root.token("write");
    String powerful =
        root.asks()
            .body(Map.of("name", "x", "scopes", List.of("admin", "write")))
            .post(TOKENS)
            .path("token");

    // Then
    root.asksWith(plain).get("/api/v1/users").then().statusCode(403);
    root.asksWith(powerful).get("/api/v1/users").then().statusCode(200);
  }

  @Test
  void scopesAndPlacesAreChecked() {
    refusedScopes(List.of("read", "everything"), "scopes[1]");
    refusedScopes(List.of("admin"), "scopes[0]");
    refusedScopes(List.of(), "scopes");
    refusedScopes(Collections.nCopies(31, "read"), "scopes");
    refused(Map.of("scopes", List.of("read")), "scope");
    refused(Map.of("only", List.of(ada.name(), "acme")), "only[1]");
    refused(Map.of("only", List.of("jobs/" + ada.name() + "/x")), "only[0]");
    refused(Map.of("only", Collections.nCopies(51, ada.name())), "only");
  }

  @Test
  void networksAreAtMostTwenty() {
    refused(Map.of("networks", Collections.nCopies(21, "10.0.0.0/8")), "networks");
  }

  @Test
  void listIsPaged() {
    // Given
    ada.token("read");
    ada.token("read");
    ada.token("read");

    // When
    Response first = ada.asks().queryParam("limit", 2).get(TOKENS);

    // Then
    first.then().statusCode(200).body("items", hasSize(2)).body("nextCursor", notNullValue());
    ada.asks()
        .queryParam("limit", 2)
        .queryParam("cursor", first.<String>path("nextCursor"))
        .get(TOKENS)
        .then()
        .body("items", hasSize(1))
        .body("nextCursor", nullValue());
    ada.asks().queryParam("limit", 101).get(TOKENS).then().statusCode(400);
    ada.asks().queryParam("cursor", "forged").get(TOKENS).then().statusCode(400);
  }

  @Test
  void operatorTokenActsForTheNamedUser() {
    // When
    Response created =
        People.service("launcher")
            .body(Map.of("user", ada.name()))
            .post("/internal/operator-token");

    // Then
    created.then().statusCode(200).body("user", equalTo(ada.name()));
    ada.asksWith(created.path("token"))
        .get("/api/whoami-v2")
        .then()
        .body("name", equalTo(ada.name()))
        .body("auth.accessToken.role", equalTo("write"));
    People.service("launcher")
        .body(Map.of("user", "nobody-here"))
        .post("/internal/operator-token")
        .then()
        .statusCode(404);
    People.service("gateway").body("{}").post("/internal/operator-token").then().statusCode(401);
  }

  @Test
  void operatorTokenWithoutAUserIsTheFirstAdministrators() {
    // Given
    String administrator = People.administrator().name();

    // Then
    People.service("launcher")
        .body("{}")
        .post("/internal/operator-token")
        .then()
        .statusCode(200)
        .body("user", equalTo(administrator));
  }

  private void refusedScopes(List<String> scopes, String field) {
    ada.asks()
        .body(Map.of("name", "x", "scopes", scopes))
        .post(TOKENS)
        .then()
        .statusCode(400)
        .body("errors.field", hasItem(field));
  }

  private static JwtClaims claims(String jwt) throws Exception {
    var signature = new JsonWebSignature();
    signature.setCompactSerialization(jwt);
    return JwtClaims.parse(signature.getUnverifiedPayload());
  }

  private void refused(Map<String, ?> change, String field) {
    Map<String, Object> body = new HashMap<>(Map.of("name", "x", "scope", "read"));
    body.putAll(change);
    ada.asks().body(body).post(TOKENS).then().statusCode(400).body("errors.field", hasItem(field));
  }
}

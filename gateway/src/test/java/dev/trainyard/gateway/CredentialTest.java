package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Credentials.COOKIE;
import static dev.trainyard.gateway.fake.Credentials.browser;
import static dev.trainyard.gateway.fake.Platform.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request is taken for. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class CredentialTest {

  private static final String MODELS = "/api/v1/models";

  @Test
  void exchangeIsCachedForSeconds() {
    // Given
    String token = Credentials.token();

    // When
    for (int i = 0; i < 20; i++) {
      bearer(token).statusCode(200);
    }

    // Then
    assertThat(Credentials.exchanges(token)).isLessThanOrEqualTo(2);
  }

  @Test
  void unknownCredentialIsRefusedAndRemembered() {
    // When
    for (int i = 0; i < 10; i++) {
      bearer("hf_never-heard-of")
          .statusCode(401)
          .header("WWW-Authenticate", "Bearer")
          .body("type", equalTo("urn:trainyard:problem:unauthenticated"));
    }

    // Then
    assertThat(Credentials.exchanges("hf_never-heard-of")).isLessThanOrEqualTo(2);
  }

  @Test
  void revokedTokenIsRefusedWithinFiveSeconds() {
    // Given
    String token = Credentials.token();
    bearer(token).statusCode(200);

    // When
    Credentials.revoke(token);

    // Then
    Awaitility.await().atMost(5, SECONDS).untilAsserted(() -> bearer(token).statusCode(401));
  }

  @Test
  void readsSurviveAuthServiceAndNothingElseDoes() {
    // Given
    String token = Credentials.token();
    String shortLived = "hf_short-lived";
    Credentials.put(shortLived, new JsonObject().put("kind", "token").put("life", 4));
    bearer(token).statusCode(200);
    bearer(shortLived).statusCode(200);
    try {
      // When
      Credentials.authDown(true);

      // Then
      Awaitility.await()
          .atMost(10, SECONDS)
          .untilAsserted(
              () ->
                  given()
                      .auth()
                      .oauth2(token)
                      .post(MODELS)
                      .then()
                      .statusCode(503)
                      .header("Retry-After", "2"));
      bearer(token).statusCode(200);
      bearer("hf_not-seen-before").statusCode(503);
      Awaitility.await()
          .atMost(10, SECONDS)
          .untilAsserted(() -> bearer(shortLived).statusCode(503));
    } finally {
      Credentials.authDown(false);
    }
  }

  @Test
  void tokenWorksOnlyFromItsNetworks() {
    // Given
    String home = "hf_home-" + UUID.randomUUID();
    String away = "hf_away-" + UUID.randomUUID();
    JsonObject token = new JsonObject().put("kind", "token");
    Credentials.put(
        home, token.copy().put("networks", new JsonArray().add("127.0.0.0/8").add("::1/128")));
    Credentials.put(away, token.copy().put("networks", new JsonArray().add("203.0.113.0/24")));

    // Then
    bearer(home).statusCode(200);
    bearer(away).statusCode(403);
    given()
        .auth()
        .oauth2(away)
        .header("X-Forwarded-For", "203.0.113.9")
        .get(MODELS)
        .then()
        .statusCode(403);
  }

  @Test
  void unreadableNetworkLetsNobodyIn() {
    // Given
    String token = "hf_broken-" + UUID.randomUUID();
    Credentials.put(
        token,
        new JsonObject().put("kind", "token").put("networks", new JsonArray().add("everywhere")));

    // Then
    bearer(token).statusCode(503);
  }

  @Test
  void basicPasswordIsAToken() {
    // Given
    String token = Credentials.token();
    String basic = Base64.getEncoder().encodeToString(("ada:" + token).getBytes(UTF_8));

    // When / Then
    given()
        .header("Authorization", "Basic " + basic)
        .get(MODELS)
        .then()
        .body("headers.authorization", equalTo("Bearer jwt-of-" + token));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Digest x", "Bearer ", "Basic ***", "nothing"})
  void unusableAuthorizationIsRefused(String authorization) {
    // When / Then
    given().header("Authorization", authorization).get(MODELS).then().statusCode(401);
  }

  @Test
  void twoCredentialsAreRefused() {
    // When / Then
    given()
        .cookie(COOKIE, Credentials.session())
        .auth()
        .oauth2(Credentials.token())
        .get(MODELS)
        .then()
        .statusCode(400);
  }

  @Test
  void sessionReadsWithoutMore() {
    // Given
    String session = Credentials.session();

    // When / Then
    given()
        .cookie(COOKIE, session)
        .get(MODELS)
        .then()
        .statusCode(200)
        .body("headers.authorization", equalTo("Bearer jwt-of-" + session));
  }

  @Test
  void endedSessionReadsAsNobodyAndWritesNothing() {
    // When / Then
    given()
        .cookie(COOKIE, "ended")
        .get(MODELS)
        .then()
        .statusCode(200)
        .body("headers.authorization", nullValue());
    browser("ended").post(MODELS).then().statusCode(401);
  }

  @Test
  void sessionWritesWithOriginAndToken() {
    // When / Then
    browser(Credentials.session()).body("{}").post(MODELS).then().statusCode(200);
  }

  @Test
  void sessionNeedsItsOwnToken() {
    // Given
    String session = Credentials.session();
    String other = Credentials.session();

    // When / Then
    given()
        .cookie(COOKIE, session)
        .contentType("application/json")
        .header("Origin", Credentials.ORIGIN)
        .post(MODELS)
        .then()
        .statusCode(403);
    given()
        .cookie(COOKIE, session)
        .header("Origin", Credentials.ORIGIN)
        .header("X-CSRF-Token", "csrf-of-" + other)
        .delete(MODELS)
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example",
        "null",
        "http://ml.example.org",
        "https://ml.example.org.evil.example",
        "https://ml.example.org:8443",
        "https://sub.ml.example.org",
        "",
      })
  void otherOriginsAreRefused(String origin) {
    // Given
    String session = Credentials.session();

    // When / Then
    given()
        .cookie(COOKIE, session)
        .header("Origin", origin)
        .header("X-CSRF-Token", "csrf-of-" + session)
        .put(MODELS)
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "none"})
  void otherSitesAreRefused(String site) {
    // Given
    String session = Credentials.session();

    // When / Then
    given()
        .cookie(COOKIE, session)
        .header("Sec-Fetch-Site", site)
        .header("X-CSRF-Token", "csrf-of-" + session)
        .patch(MODELS)
        .then()
        .statusCode(403);
  }

  @Test
  void sessionThatSaysNothingAboutItsOriginIsRefused() {
    // Given
    String session = Credentials.session();

    // When / Then
    given()
        .cookie(COOKIE, session)
        .header("X-CSRF-Token", "csrf-of-" + session)
        .post(MODELS)
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "TEXT/PLAIN; charset=utf-8",
        "application/x-www-form-urlencoded; charset=utf-8",
      })
  void formTypesAreRefusedForSessions(String type) {
    // When / Then
    browser(Credentials.session())
        .contentType(type)
        .body("a=b")
        .post(MODELS)
        .then()
        .statusCode(415);
  }

  @Test
  void multipartIsRefusedForSessions() {
    // When / Then
    browser(Credentials.session())
        .contentType("multipart/form-data")
        .multiPart("a", "b")
        .post(MODELS)
        .then()
        .statusCode(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/auth/login/second-factor",
        "/api/v1/auth/login/restore",
        "/api/v1/auth/account/restore"
      })
  void whatEndsASignInNeedsTheOriginOnly(String path) {
    // When / Then
    given()
        .header("Origin", Credentials.ORIGIN)
        .cookie(COOKIE, "old")
        .post(path)
        .then()
        .statusCode(200);
    given().header("Origin", "https://evil.example").post(path).then().statusCode(403);
  }

  @Test
  void signInNeedsTheOriginOnly() {
    // When / Then
    given()
        .header("Origin", Credentials.ORIGIN)
        .cookie(COOKIE, "old")
        .post("/api/v1/auth/login")
        .then()
        .statusCode(200)
        .body("headers.authorization", nullValue());
    given().post("/api/v1/auth/login").then().statusCode(200);
    given()
        .header("Origin", "https://evil.example")
        .post("/api/v1/auth/login")
        .then()
        .statusCode(403);
    given()
        .header("Sec-Fetch-Site", "cross-site")
        .post("/api/v1/auth/register")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/auth/password-resets",
        "/api/v1/auth/password-resets/complete",
        "/api/v1/auth/email/confirm",
        "/api/v1/auth/email/restore"
      })
  void pagesOfMailedLinksNeedNoSessionButTheOwnOrigin(String path) {
    given().post(path).then().statusCode(200);
    given().header("Origin", "https://evil.example").post(path).then().statusCode(403);
  }

  private static ValidatableResponse bearer(String token) {
    return given().auth().oauth2(token).get(MODELS).then();
  }
}

package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.trainyard.gateway.client.CrossOrigin;
import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.gateway.fake.Settings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may read answers from a page of another origin: the one that is configured. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class CrossOriginTest {

  private static final String FRIEND = "https://app.example.org";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "null",
        "http://app.example.org",
        "https://app.example.org.evil.com",
        "https://evilapp.example.org",
        "https://app.example.org:8443",
        "https://APP.example.org",
        "https://app.example.org.",
        "",
      })
  void hostileOriginsGetNoLeave(String origin) {
    // When
    Response question = preflight(origin);
    Response call = Platform.given().header("Origin", origin).get("/api/v1/models");

    // Then
    for (Response answer : new Response[] {question, call}) {
      assertThat(answer.headers().asList())
          .noneMatch(header -> header.getName().startsWith("Access-Control-"));
      assertThat(answer.header("Vary")).contains("Origin");
    }
  }

  @Test
  void friendGetsExactlyItself() {
    // When
    Response question = preflight(FRIEND);
    Response call = Platform.given().header("Origin", FRIEND).get("/api/v1/models");

    // Then
    assertThat(question.statusCode()).isEqualTo(204);
    assertThat(question.headers().getValues("Access-Control-Allow-Origin")).containsExactly(FRIEND);
    assertThat(question.header("Access-Control-Allow-Methods")).contains("PATCH");
    assertThat(question.header("Access-Control-Max-Age")).isEqualTo("600");
    assertThat(call.headers().getValues("Access-Control-Allow-Origin")).containsExactly(FRIEND);
    for (Response answer : new Response[] {question, call}) {
      assertThat(answer.header("Access-Control-Allow-Credentials")).isNull();
      assertThat(answer.headers().getValues("Vary")).contains("Origin");
    }
  }

  @Test
  void friendMayNotUseASession() {
    Platform.given()
        .header("Origin", FRIEND)
        .header("Sec-Fetch-Site", "cross-site")
        .header("X-CSRF-Token", "x")
        .cookie(Credentials.COOKIE, Credentials.session())
        .contentType("application/json")
        .post("/api/v1/models")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "https://*.example.org",
        "https://.*",
        "^https://app$",
        "http://app.example.org",
        "https://app.example.org/",
        "https://app.example.org/path",
        "https://user@app.example.org",
        "https://APP.example.org",
        "https://app.example.org.",
        "null",
        "app.example.org",
      })
  void whatIsNoExactOriginStopsTheStart(String origin) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new CrossOrigin(Settings.with(Map.of("cors.origins", origin))))
        .withMessageContaining("SEC-011");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://a.example", "https://a.example:8443", "http://localhost:5173"})
  void exactOriginsAreTaken(String origin) {
    assertThat(new CrossOrigin(Settings.with(Map.of("cors.origins", origin)))).isNotNull();
  }

  private static Response preflight(String origin) {
    return Platform.given()
        .header("Origin", origin)
        .header("Access-Control-Request-Method", "POST")
        .header("Access-Control-Request-Headers", "authorization")
        .options("/api/v1/models");
  }
}

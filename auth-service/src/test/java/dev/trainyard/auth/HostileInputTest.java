package dev.trainyard.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class HostileInputTest {

  private static final String LOGIN = "/api/v1/auth/login";

  @Test
  void unknownFieldIsNamed() {
    post("{\"name\":\"a\",\"password\":\"b\",\"admin\":true}")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("errors.field", hasItem("admin"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "[]",
        "{",
        "\"text\"",
        "{\"name\":null,\"password\":\"b\"}",
        "{\"name\":{\"$ne\":1},\"password\":\"b\"}",
        "{\"name\":\"a\"}"
      })
  void brokenBodyIsABadRequest(String body) {
    post(body).then().statusCode(400).contentType("application/problem+json");
  }

  @Test
  void deeplyNestedBodyIsABadRequest() throws Exception {
    assertThat(plainPost("{\"name\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"))
        .isEqualTo(400);
    assertThat(plainPost("[".repeat(20_000))).isEqualTo(400);
  }

  @Test
  void bigBodyIsRefusedBeforeItIsRead() {
    post("{\"name\":\"" + "a".repeat(70_000) + "\"}").then().statusCode(413);
  }

  @Test
  void longPasswordIsRefusedBeforeItIsHashed() {
    post("{\"name\":\"a\",\"password\":\"" + "x".repeat(1025) + "\"}").then().statusCode(400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/xml"})
  void otherContentTypesAreRefused(String type) {
    People.anonymous().contentType(type).body("name=a").post(LOGIN).then().statusCode(415);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/api/v1/nothing", "/internal/nothing", "/..%2f..%2fetc%2fpasswd", "/q/health"})
  void unknownPathDoesNotExist(String path) {
    People.anonymous().urlEncodingEnabled(false).get(path).then().statusCode(404);
  }

  @Test
  void malformedRequestIdIsReplaced() {
    // When
    Response response =
        People.anonymous().header("X-Request-Id", "bad id; drop").get("/api/v1/auth/setup");

    // Then
    assertThat(response.getHeader("X-Request-Id")).matches("[0-9a-f-]{36}");
    People.anonymous()
        .header("X-Request-Id", "good-id.1")
        .get("/api/v1/auth/session")
        .then()
        .statusCode(401)
        .header("X-Request-Id", "good-id.1")
        .body("requestId", equalTo("good-id.1"));
  }

  @Test
  void failureTellsNothingAboutTheInside() {
    assertThat(post("{\"name\":\"a\",\"password\":1,\"x\":{}}").asString())
        .doesNotContain("dev.trainyard")
        .doesNotContain("Exception")
        .doesNotContain("jackson");
  }

  /** REST Assured formats bodies for its log, which takes all memory for one as deep as this. */
  private static int plainPost(String body) throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + RestAssured.port + LOGIN))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static Response post(String body) {
    return People.anonymous().body(body).post(LOGIN);
  }
}

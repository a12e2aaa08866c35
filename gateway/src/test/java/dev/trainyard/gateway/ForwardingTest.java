package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests on their way to a service and back. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ForwardingTest {

  private static final String PROBLEM = "application/problem+json";

  @Test
  void identityHeadersAreReplaced() {
    // Given
    String token = Credentials.token();

    // When
    var response =
        given()
            .header("Authorization", "Bearer " + token)
            .header("Cookie", "other=1")
            .header("X-Trainyard-Client", "launcher:guess")
            .header("X-Forwarded-For", "1.2.3.4")
            .header("X-Forwarded-Host", "evil.example")
            .header("Forwarded", "for=1.2.3.4")
            .header("X-Real-Ip", "1.2.3.4")
            .header("X-Http-Method-Override", "DELETE")
            .header("Te", "trailers")
            .header("X-Dropped", "1")
            .header("Connection", "X-Dropped")
            .header("X-Kept", "1")
            .get("/api/v1/models?search=x");

    // Then
    response
        .then()
        .statusCode(200)
        .body("service", equalTo("model"))
        .body("uri", equalTo("/api/v1/models?search=x"))
        .body("headers.authorization", equalTo("Bearer jwt-of-" + token))
        .body("headers.'x-forwarded-for'", equalTo("127.0.0.1"))
        .body("headers.'x-forwarded-proto'", equalTo("http"))
        .body("headers.'x-forwarded-host'", not(equalTo("evil.example")))
        .body("headers.'x-kept'", equalTo("1"))
        .body("headers", not(hasKey("cookie")))
        .body("headers", not(hasKey("x-trainyard-client")))
        .body("headers", not(hasKey("forwarded")))
        .body("headers", not(hasKey("x-real-ip")))
        .body("headers", not(hasKey("x-http-method-override")))
        .body("headers", not(hasKey("te")))
        .body("headers", not(hasKey("x-dropped")));
  }

  @Test
  void onlyASignInTellsFromWhichBrowserItComes() {
    // Given
    var browser =
        given()
            .header("Cookie", "other=1; __Host-trainyard_device=mark")
            .header("X-Trainyard-Device", "forged")
            .header("Origin", "http://127.0.0.1:" + Platform.port())
            .contentType("application/json")
            .body("{}");

    // Then
    browser
        .post("/api/v1/auth/login")
        .then()
        .body("headers.'x-trainyard-device'", equalTo("mark"))
        .body("headers", not(hasKey("cookie")));
    browser.post("/api/v1/auth/register").then().body("headers", not(hasKey("x-trainyard-device")));
  }

  @Test
  void anonymousCallersBringNoIdentity() {
    // When / Then
    given()
        .header("X-Trainyard-User", "admin")
        .get("/api/v1/datasets")
        .then()
        .statusCode(200)
        .body("service", equalTo("dataset"))
        .body("headers.authorization", nullValue())
        .body("headers", not(hasKey("x-trainyard-user")));
  }

  @Test
  void answersHideWhatIsBehind() {
    // When
    var response = given().get("/api/v1/models");

    // Then
    response
        .then()
        .header("Server", nullValue())
        .header("X-Powered-By", nullValue())
        .header("Access-Control-Allow-Origin", nullValue())
        .header("Set-Cookie", nullValue())
        .header("Location", equalTo("/made/here"))
        .header("X-Frame-Options", equalTo("DENY"))
        .header("Cache-Control", equalTo("no-store"));
  }

  @Test
  void onlyAuthServiceSetsCookies() {
    // When / Then
    given().get("/api/v1/auth/registration").then().cookie("from-auth", "1");
  }

  @Test
  void requestIdIsTakenOrMade() {
    // When / Then
    given()
        .header("X-Request-Id", "my-id.1")
        .get("/api/v1/models")
        .then()
        .header("X-Request-Id", equalTo("my-id.1"))
        .body("headers.'x-request-id'", equalTo("my-id.1"));
    given()
        .header("X-Request-Id", "not an id")
        .get("/api/nothing")
        .then()
        .statusCode(404)
        .contentType(PROBLEM)
        .header("X-Request-Id", not(equalTo("not an id")))
        .body("requestId", notNullValue());
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 204, 304, 404, 500})
  void statusPassesThrough(int status) {
    // When / Then
    given().get("/api/v1/models?status=" + status).then().statusCode(status);
  }

  @Test
  void bodiesPassInBothDirections() {
    // When / Then
    given()
        .header("Authorization", "Bearer " + Credentials.token())
        .body(new byte[300_000])
        .contentType("application/octet-stream")
        .patch("/api/v1/models/ada/iris/uploads/1")
        .then()
        .statusCode(200)
        .body("method", equalTo("PATCH"))
        .body("bytes", equalTo(300_000));
  }

  @Test
  void idempotencyKeyPassesThrough() {
    // When
    var response =
        given()
            .header("Authorization", "Bearer " + Credentials.token())
            .header("Idempotency-Key", "6f1c7c1e-8a5d-4d3e")
            .contentType("application/json")
            .body("{}")
            .post("/api/v1/datasets");

    // Then
    response
        .then()
        .statusCode(200)
        .body("headers.'idempotency-key'", equalTo("6f1c7c1e-8a5d-4d3e"));
  }

  @Test
  void rangesPassThrough() {
    // When
    var response =
        given()
            .header("Range", "bytes=10-19")
            .get("/datasets/ada/iris/resolve/main/data.csv?bytes=1000");

    // Then
    response
        .then()
        .statusCode(206)
        .header("Content-Range", "bytes 10-19/1000")
        .header("Content-Length", "10");
  }

  @Test
  void headKeepsTheLength() {
    // When / Then
    given()
        .head("/ada/iris/resolve/main/model.onnx?bytes=12345")
        .then()
        .statusCode(200)
        .header("Content-Length", "12345");
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/dead, 503, dependency-unavailable",
    "/api/v1/models?drop, 502, bad-gateway",
    "/api/v1/models?hang, 504, upstream-timeout",
  })
  void failuresBehindAreProblems(String path, int status, String type) {
    // When / Then
    given()
        .get(path)
        .then()
        .statusCode(status)
        .contentType(PROBLEM)
        .header("X-Content-Type-Options", "nosniff")
        .body("type", equalTo("urn:trainyard:problem:" + type))
        .body("instance", equalTo(path.replaceAll("\\?.*", "")));
  }

  @Test
  void clientThatLeavesAbortsTheUpstream() throws Exception {
    // Given
    int before = Platform.aborted("training");

    // When
    try (var socket = Platform.socket()) {
      String request = "GET /api/v1/jobs?bytes=1000000000 HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.getInputStream().readNBytes(1000);
    }

    // Then
    Awaitility.await()
        .atMost(10, TimeUnit.SECONDS)
        .until(() -> Platform.aborted("training") > before);
  }
}

package dev.trainyard.commons.web;

import static dev.trainyard.testing.Tokens.user;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.commons.client.Clients;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(
    value = PlatformTestResource.class,
    initArgs = @ResourceArg(name = "database", value = "false"))
class WebLayerTest {

  private static final String PROBLEM = "application/problem+json";

  @Test
  void wellFormedRequestIdIsKept() {
    given()
        .header("X-Request-Id", "abc-123")
        .get("/echo/caller")
        .then()
        .statusCode(200)
        .header("X-Request-Id", "abc-123");
  }

  @ParameterizedTest
  @ValueSource(strings = {"has space", "<script>", "x\u00e9"})
  void malformedRequestIdIsReplaced(String id) {
    given()
        .header("X-Request-Id", id)
        .get("/echo/caller")
        .then()
        .header("X-Request-Id", matchesPattern("[0-9a-f-]{36}"));
  }

  @Test
  void pathCannotBeginALineOfTheLog() {
    // Given
    Queue<String> logged = new ConcurrentLinkedQueue<>();
    var messages = new PatternFormatter("%s");
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord entry) {
            logged.add(messages.format(entry));
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger.getLogger("").addHandler(handler);

    // When
    given()
        .urlEncodingEnabled(false)
        .get("/echo/fail/x%0d%0a2026-01-01T00:00:00Z%20INFO%20forged")
        .then()
        .statusCode(500);
    Logger.getLogger("").removeHandler(handler);

    // Then
    assertThat(logged).anyMatch(line -> line.contains("forged"));
    assertThat(logged).noneMatch(line -> line.contains("\nforged") || line.contains("\n2026"));
  }

  @Test
  void problemCarriesTheRequestId() {
    given()
        .header("X-Request-Id", "trace-me")
        .get("/echo/fail/field")
        .then()
        .statusCode(422)
        .contentType(PROBLEM)
        .body("requestId", equalTo("trace-me"))
        .body("type", equalTo("urn:trainyard:problem:unprocessable"))
        .body("errors[0].field", equalTo("target"));
  }

  @Test
  void unexpectedFailureTellsNothingOfTheInside() {
    given()
        .get("/echo/fail/other")
        .then()
        .statusCode(500)
        .contentType(PROBLEM)
        .body(not(containsString("secret")))
        .body("type", equalTo("urn:trainyard:problem:internal"));
  }

  @ParameterizedTest
  @CsvSource({
    "53100, 507, insufficient-storage",
    "08006, 503, dependency-unavailable",
    "57014, 503, dependency-unavailable",
    "40P01, 503, dependency-unavailable",
    "55P03, 503, dependency-unavailable",
    "none, 503, dependency-unavailable",
    "22021, 400, invalid-input",
    "42601, 500, internal"
  })
  void failureOfTheDatabaseSaysWhoseFaultItIs(String state, int status, String type) {
    given()
        .get("/echo/database/" + state)
        .then()
        .statusCode(status)
        .contentType(PROBLEM)
        .header("Retry-After", status == 503 ? equalTo("2") : nullValue())
        .body(not(containsString("secret")))
        .body("type", equalTo("urn:trainyard:problem:" + type));
  }

  @Test
  void busyAnswerSaysWhenToComeAgain() {
    given().get("/echo/fail/busy").then().statusCode(429).header("Retry-After", "7");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /echo/caller, 200, 200, 200, 200, 403",
    "POST, /echo/change, 401, 403, 200, 200, 403",
    "GET, /echo/logs, 401, 200, 200, 200, 403",
    "GET, /echo/members, 401, 200, 200, 200, 200",
    "GET, /echo/users, 401, 403, 403, 200, 403",
    "GET, /echo/audit, 401, 403, 403, 200, 403",
    "GET, /echo/undeclared, 403, 403, 403, 403, 403",
    "GET, /echo/internal, 401, 401, 401, 401, 401",
    "GET, /echo/fail/busy, 429, 429, 429, 429, 429",
  })
  void operationAdmitsThoseWhomItsPermissionNames(
      String method, String path, int anonymous, int reads, int writes, int admin, int jobs) {
    // When, Then
    given().request(method, path).then().statusCode(anonymous);
    calls(Tokens.user("ada").readOnly(), method, path, reads);
    calls(Tokens.user("ada"), method, path, writes);
    calls(Tokens.user("root").admin(), method, path, admin);
    calls(Tokens.user("ada").scope("job:write"), method, path, jobs);
  }

  @Test
  void refusalNamesTheMissingPermission() {
    calls(Tokens.user("ada").scope("job:write"), "POST", "/echo/change", 403)
        .body("detail", containsString("dataset:write"));
    calls(Tokens.user("ada"), "GET", "/echo/audit", 403)
        .body("detail", containsString("admin or auditor"));
  }

  @Test
  void auditorReadsTheAuditAndAdministersNobody() {
    calls(Tokens.user("aud").auditor(), "GET", "/echo/audit", 200);
    calls(Tokens.user("aud").auditor(), "GET", "/echo/users", 403);
  }

  @Test
  void violatedConstraintNamesTheNestedField() {
    post("/echo/body", "{\"name\":\"ok\",\"items\":[{\"count\":1}]}")
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors.field", contains("items[0].path"));
  }

  @Test
  void unknownFieldIsRefusedByName() {
    post("/echo/body", "{\"name\":\"ok\",\"colour\":1}")
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors[0].field", equalTo("colour"))
        .body("errors[0].message", equalTo("is not a known field"));
  }

  @Test
  void wrongTypeIsRefusedByPath() {
    post("/echo/body", "{\"name\":\"ok\",\"items\":[{\"path\":\"p\",\"count\":\"many\"}]}")
        .statusCode(400)
        .contentType(PROBLEM)
        .body("errors[0].field", equalTo("items[0].count"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "{\"name\":}", "nonsense"})
  void malformedJsonIsAProblem(String body) {
    post("/echo/body", body).statusCode(400).contentType(PROBLEM);
  }

  @Test
  void deeplyNestedJsonIsRefused() {
    post("/echo/tree", "[".repeat(1_100) + "]".repeat(1_100)).statusCode(400).contentType(PROBLEM);
  }

  @ParameterizedTest
  @CsvSource({"/echo/missing,404", "/nowhere,404"})
  void unknownPathIsAProblem(String path, int status) {
    given().get(path).then().statusCode(status);
  }

  @Test
  void wrongMethodIsAProblem() {
    given().delete("/echo/caller").then().statusCode(405).contentType(PROBLEM);
  }

  @Test
  void wrongContentTypeIsAProblem() {
    given()
        .contentType(ContentType.TEXT)
        .body("name")
        .post("/echo/body")
        .then()
        .statusCode(415)
        .contentType(PROBLEM);
  }

  @Test
  void anonymousCallerIsNobody() {
    given().get("/echo/caller").then().statusCode(200).body("anonymous", equalTo(true));
  }

  @Test
  void callerIsReadFromTheToken() {
    // Given
    UUID job = UUID.randomUUID();
    String token = user("ada").in("acme", "writer").admin().readOnly().job(job).sign();

    // When
    ValidatableResponse response = given().auth().oauth2(token).get("/echo/caller").then();

    // Then
    response
        .body("name", equalTo("ada"))
        .body("namespaces", contains("acme", "ada"))
        .body("admin", equalTo(true))
        .body("writes", equalTo(false))
        .body("job", equalTo(job.toString()));
  }

  @ParameterizedTest
  @MethodSource("dev.trainyard.testing.Tokens#refused")
  void unfitTokenIsChallengedWhereOneIsNeeded(String token) {
    challenged(token, "/echo/private");
  }

  @ParameterizedTest
  @MethodSource("dev.trainyard.testing.Tokens#refused")
  void unfitTokenIsChallengedWhereTheRouteNeverAsksWhoCalls(String token) {
    challenged(token, "/echo/members");
  }

  @Test
  void accessTokenOpensARouteThatNeverAsksWhoCalls() {
    given().auth().oauth2(user("ada").sign()).get("/echo/members").then().statusCode(200);
  }

  @Test
  void tokenOfAJobIsAnAccessToken() {
    String token = user("ada").job(UUID.randomUUID()).sign();
    given().auth().oauth2(token).get("/echo/members").then().statusCode(200);
  }

  @Test
  void missingTokenIsChallenged() {
    given()
        .get("/echo/private")
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", "Bearer");
  }

  @Test
  void endpointWithoutARuleIsDenied() {
    given()
        .auth()
        .oauth2(user("ada").admin().sign())
        .get("/echo/undeclared")
        .then()
        .statusCode(403);
  }

  @Test
  void clientSecretOpensInternalRoutes() {
    given()
        .header(Clients.HEADER, "gateway:secret-of-the-gateway")
        .get("/echo/internal")
        .then()
        .statusCode(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "gateway:wrong",
        "launcher:secret-of-the-launcher",
        "nobody:x",
        "gateway",
        ":",
        "gateway:"
      })
  void anythingElseDoesNotOpenInternalRoutes(String header) {
    given()
        .header(Clients.HEADER, header)
        .get("/echo/internal")
        .then()
        .statusCode(401)
        .contentType(PROBLEM);
  }

  private static void challenged(String token, String path) {
    given()
        .auth()
        .oauth2(token)
        .get(path)
        .then()
        .statusCode(401)
        .contentType(PROBLEM)
        .header("WWW-Authenticate", "Bearer");
  }

  private static ValidatableResponse post(String path, String body) {
    return Tokens.as(user("ada")).body(body).post(path).then();
  }

  private static ValidatableResponse calls(
      Tokens.Builder caller, String method, String path, int status) {
    return given().auth().oauth2(caller.sign()).request(method, path).then().statusCode(status);
  }
}

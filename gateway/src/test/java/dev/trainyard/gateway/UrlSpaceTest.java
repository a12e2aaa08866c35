package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The public URL space: every prefix goes where the design says, and nothing else goes anywhere.
 */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class UrlSpaceTest {

  @ParameterizedTest
  @CsvSource({
    "/api/v1/auth/session, auth",
    "/api/v1/users/me, auth",
    "/api/v1/orgs, auth",
    "/api/v1/tokens/1, auth",
    "/api/v1/robots, auth",
    "/api/v1/audit, auth",
    "/api/v1/privacy/export, auth",
    "/oauth/device, auth",
    "/.well-known/jwks.json, auth",
    "/api/whoami-v2, auth",
    "/api/v1/models, model",
    "/api/v1/models/ada/iris/tree/main, model",
    "/api/v1/models/ada/iris/commits, model",
    "/api/v1/models/ada/iris/uploads/1, model",
    "/api/v1/hub/search, model",
    "/api/v1/imports, model",
    "/api/v1/deployments/ada/iris, model",
    "/api/models/ada/iris, model",
    "/api/models/ada/iris/commit/main, model",
    "/api/repos/create, model",
    "/api/validate-yaml, model",
    "/ada/iris/resolve/main/model.onnx, model",
    "/ada/iris/raw/main/README.md, model",
    "/Ada/Iris/resolve/main/model.onnx, model",
    "/ada/iris.git/info/refs, model",
    "/xet/models/1, model",
    "/api/2.0/mlflow/registered-models/create, model",
    "/api/2.0/mlflow/model-versions/get, model",
    "/api/v1/datasets, dataset",
    "/api/v1/datasets/ada/iris/commits, dataset",
    "/api/v1/datasets/ada/iris/uploads, dataset",
    "/api/v1/uploads/1, dataset",
    "/api/datasets/ada/iris, dataset",
    "/datasets/ada/iris/resolve/main/a.csv, dataset",
    "/datasets/ada/iris/raw/main/a.csv, dataset",
    "/datasets/ada/iris.git/HEAD, dataset",
    "/xet/datasets/1, dataset",
    "/api/v1/jobs, training",
    "/api/v1/experiments, training",
    "/api/v1/runs, training",
    "/api/v1/queues, training",
    "/api/v1/feed, training",
    "/api/jobs/ada, training",
    "/api/2.0/mlflow/experiments/list, training",
    "/api/3.0/mlflow/traces, training",
    "/api/2.0/mlflow-artifacts/artifacts/x, training",
  })
  void prefixGoesToItsService(String path, String service) {
    // When / Then
    given()
        .get(path)
        .then()
        .statusCode(200)
        .body("service", equalTo(service))
        .body("uri", equalTo(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/internal/exchange",
        "/internal/routes/ada/iris",
        "/api",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v1/authentic",
        "/api/v2/models",
        "/api/internal/exchange",
        "/xet/other",
        "/serve/ada",
        "/serve/ada/iris/metrics",
        "/serve/ada/iris/v2/repository/models/x/unload",
        "/serve/Ada/iris/v2",
        "/health/started",
        "/metrics",
        "/q/openapi",
        "/assets/missing.js",
        "/missing.js",
      })
  void otherPathsAreNotFound(String path) {
    // When / Then
    given()
        .get(path)
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("type", equalTo("urn:trainyard:problem:not-found"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/models/../../internal/exchange",
        "/api/v1/models/%2e%2e/internal/exchange",
        "/api/v1/models/ada/%2e%2e%2f%2e%2e",
        "/api/v1/models/ada/x%00y",
        "/api/v1/models/ada/x%5cy",
        "/api/v1/models/ada/%252e%252e",
        "/api/v1;a=b/models",
        "/%61pi/v1/models",
      })
  void ambiguousPathsAreRefused(String path) {
    // When / Then
    given()
        .urlEncodingEnabled(false)
        .get(path)
        .then()
        .statusCode(400)
        .contentType("application/problem+json");
  }

  /** Over a bare socket: most clients would clean these before they send them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1//models",
        "//internal/exchange",
        "/api/v1/models/../../../internal/exchange",
        "http://auth/internal/exchange",
        "/api\\v1",
      })
  void ambiguousTargetsAreRefusedAsSent(String target) throws IOException {
    // Given
    try (var socket = Platform.socket()) {
      String request =
          "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

      // When
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);

      // Then
      assertThat(answer).startsWith("HTTP/1.1 400 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/jobs",
        "/jobs/4711",
        "/login",
        "/datasets",
        "/datasets/ada/iris",
        "/datasets/ada/iris/tree/main/data/train.csv",
        "/ada",
        "/ada/iris",
        "/ada/iris/tree/main/model.json",
        "/settings/tokens",
        "/deployments/ada/iris-1.0",
      })
  void pagesShowTheConsole(String path) {
    // When / Then
    given()
        .accept("text/html,application/xhtml+xml,*/*;q=0.8")
        .get(path)
        .then()
        .statusCode(200)
        .contentType("text/html")
        .header("Cache-Control", "no-cache")
        .body(containsString("Console of the tests"));
  }

  @Test
  void programsGetAPageOnlyForPathsLikeOne() {
    // When / Then
    given().accept("*/*").get("/jobs").then().statusCode(200).contentType("text/html");
    given().accept("application/json").get("/jobs").then().statusCode(404);
  }

  @Test
  void pagesCannotBeWritten() {
    // When / Then
    given()
        .contentType("application/json")
        .post("/jobs")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD");
    given().request("TRACE", "/api/v1/models").then().statusCode(405);
  }
}

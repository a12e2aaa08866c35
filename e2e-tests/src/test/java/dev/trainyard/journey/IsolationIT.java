package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What one user made is invisible to another, through every door. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IsolationIT {

  private static final Path EXAMPLES = Path.of("..", "examples", "data");

  private Platform ada;
  private Platform eve;
  private String job;

  @BeforeAll
  void adaHasData() throws IOException, InterruptedException {
    RunningPlatform platform = RunningPlatform.shared();
    ada = platform.person("ada");
    eve = platform.person("eve");
    ada.post("/api/v1/datasets", Map.of("namespace", "ada", "name", "secret"));
    Example cancer = Example.ALL.getFirst();
    String upload =
        new Upload(ada)
            .send(
                "/api/v1/datasets/ada/secret/uploads",
                cancer.file(),
                cancer.known(EXAMPLES),
                sent -> {});
    ada.post(
        "/api/v1/datasets/ada/secret/commits",
        Map.of(
            "message",
            "first",
            "operations",
            List.of(Map.of("op", "add", "path", "data.csv", "uploadId", upload))));
    Waiting.until(
        "profile",
        Duration.ofMinutes(1),
        () -> ada.get("/api/v1/datasets/ada/secret/profile/main"),
        seen -> seen.get("status").asText().equals("ready"));
    job =
        ada.post(
                "/api/v1/jobs",
                Map.of(
                    "namespace", "ada",
                    "name", "secret",
                    "task", cancer.task(),
                    "dataset", Map.of("repo", "ada/secret"),
                    "target", cancer.target()))
            .get("id")
            .asText();
    Waiting.until(
        "job",
        Duration.ofMinutes(5),
        () -> ada.get("/api/v1/jobs/" + job),
        seen -> seen.get("state").asText().equals("succeeded"));
    ada.post(
        "/api/v1/deployments",
        Map.of("namespace", "ada", "name", "secret", "model", "ada/secret", "version", 1));
    Waiting.until(
        "deployment",
        Duration.ofMinutes(2),
        () -> ada.get("/api/v1/deployments/ada/secret"),
        seen -> seen.get("state").asText().equals("ready"));
  }

  static List<String> readsOfAda() {
    return List.of(
        "/api/v1/datasets/ada/secret",
        "/api/v1/datasets/ada/secret/branches",
        "/api/v1/datasets/ada/secret/commits",
        "/api/v1/datasets/ada/secret/tree/main",
        "/api/v1/datasets/ada/secret/profile/main",
        "/api/v1/datasets/ada/secret/rows/main",
        "/api/v1/datasets/ada/secret/uploads",
        "/datasets/ada/secret/resolve/main/data.csv",
        "/api/v1/models/ada/secret",
        "/api/v1/models/ada/secret/tree/main",
        "/api/v1/models/ada/secret/versions",
        "/api/v1/models/ada/secret/versions/1",
        "/ada/secret/resolve/main/model.onnx",
        "/ada/secret/resolve/v1/README.md",
        "/api/v1/deployments/ada/secret",
        "/api/v1/deployments/ada/secret/logs",
        "/serve/ada/secret/v2/models/secret",
        "/serve/ada/secret/v2/health/ready",
        "/api/v1/jobs/{job}",
        "/api/v1/jobs/{job}/metrics",
        "/api/v1/jobs/{job}/logs");
  }

  @ParameterizedTest
  @MethodSource("readsOfAda")
  void whatAdaReadsDoesNotExistForEve(String template) {
    // Given
    String path = template.replace("{job}", job);
    assertThat(ada.exchange("GET", path, null).statusCode()).as("ada").isEqualTo(200);

    // When
    int status = eve.exchange("GET", path, null).statusCode();

    // Then
    assertThat(status).as("eve").isEqualTo(404);
  }

  @ParameterizedTest
  @MethodSource("readsOfAda")
  void whatAdaReadsIsClosedToAnybodyWithoutACredential(String template) {
    // Given
    String path = template.replace("{job}", job);

    // When
    int status = Platform.at(ada.origin()).exchange("GET", path, null).statusCode();

    // Then
    assertThat(status).isIn(401, 404);
  }

  @Test
  void eveChangesNothingOfAda() {
    assertThat(refused("DELETE", "/api/v1/datasets/ada/secret", null)).isEqualTo(404);
    assertThat(refused("PATCH", "/api/v1/datasets/ada/secret", Map.of("visibility", "public")))
        .isEqualTo(404);
    assertThat(
            refused(
                "POST",
                "/api/v1/datasets/ada/secret/commits",
                Map.of(
                    "message",
                    "mine",
                    "operations",
                    List.of(Map.of("op", "delete", "path", "data.csv")))))
        .isEqualTo(404);
    assertThat(refused("POST", "/api/v1/jobs/" + job + "/cancel", null)).isEqualTo(404);
    assertThat(refused("DELETE", "/api/v1/jobs/" + job, null)).isEqualTo(404);
    assertThat(refused("DELETE", "/api/v1/deployments/ada/secret", null)).isEqualTo(404);
    assertThat(refused("POST", "/api/v1/deployments/ada/secret/stop", null)).isEqualTo(404);
    assertThat(refused("DELETE", "/api/v1/models/ada/secret", null)).isEqualTo(404);
  }

  @Test
  void eveTrainsNothingOnTheDataOfAda() {
    // When
    int status =
        refused(
            "POST",
            "/api/v1/jobs",
            Map.of(
                "namespace", "eve",
                "name", "theft",
                "task", "tabular-classification",
                "dataset", Map.of("repo", "ada/secret"),
                "target", "diagnosis"));

    // Then
    assertThat(status).isIn(404, 422);
  }

  @Test
  void listsOfEveHoldNothingOfAda() {
    for (String list :
        List.of("/api/v1/datasets", "/api/v1/models", "/api/v1/jobs", "/api/v1/deployments")) {
      assertThat(eve.get(list).get("items")).as(list).isEmpty();
    }
  }

  @Test
  void feedTellsEveNothingOfAJobOfAda() throws Exception {
    // Given
    var answer = new CompletableFuture<JsonNode>();
    WebSocket socket =
        eve.client()
            .newWebSocketBuilder()
            .header(
                "Authorization",
                eve.request("/").build().headers().firstValue("Authorization").orElseThrow())
            .buildAsync(
                URI.create(eve.origin().toString().replaceFirst("^http", "ws"))
                    .resolve("/api/v1/feed"),
                new FirstFrame(answer))
            .get(10, TimeUnit.SECONDS);

    // When
    socket
        .sendText("{\"op\":\"subscribe\",\"job\":\"" + job + "\",\"after\":0}", true)
        .get(10, TimeUnit.SECONDS);

    // Then
    JsonNode frame = answer.get(10, TimeUnit.SECONDS);
    socket.abort();
    assertThat(frame.get("type").asText()).isEqualTo("closed");
    assertThat(frame.get("reason").asText()).isEqualTo("not-found");
  }

  private int refused(String method, String path, Object body) {
    return eve.exchange(method, path, body).statusCode();
  }

  /** Keeps the first text frame that is no heartbeat. */
  private record FirstFrame(CompletableFuture<JsonNode> frame) implements WebSocket.Listener {

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      try {
        JsonNode message = Platform.JSON.readTree(data.toString().getBytes(StandardCharsets.UTF_8));
        if (!message.get("type").asText().equals("heartbeat")) {
          frame.complete(message);
        }
      } catch (IOException e) {
        frame.completeExceptionally(e);
      }
      socket.request(1);
      return null;
    }
  }
}

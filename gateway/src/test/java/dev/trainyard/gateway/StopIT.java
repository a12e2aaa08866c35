package dev.trainyard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.GatewayProcess;
import dev.trainyard.gateway.fake.Platform;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged gateway as its operator sees it: told to stop, and with an access log. */
class StopIT {

  private final Platform platform = new Platform();

  @TempDir Path directory;

  private HttpClient client;
  private GatewayProcess gateway;

  @BeforeEach
  void start() throws IOException {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    Map<String, String> settings = new HashMap<>(platform.start());
    settings.put("trainyard.gateway.drain.delay", "PT2S");
    settings.put("trainyard.gateway.routes.dead.to", "training");
    settings.put("trainyard.gateway.access-log", "true");
    settings.put("trainyard.gateway.access-log-file", directory.resolve("access.log").toString());
    gateway = new GatewayProcess(settings, directory.resolve("out"));
    gateway.start();
  }

  @AfterEach
  void stop() {
    gateway.close();
    client.close();
    platform.stop();
  }

  @Test
  void requestsUnderWayFinishAndReadinessGoesFirst() throws Exception {
    // Given
    CompletableFuture<HttpResponse<String>> slow =
        client.sendAsync(request("/api/v1/jobs?slow"), BodyHandlers.ofString(UTF_8));
    Awaitility.await().atMost(5, SECONDS).until(() -> get("/api/v1/models").statusCode() == 200);

    // When
    Process stopping = gateway.stop();

    // Then
    Awaitility.await().atMost(2, SECONDS).until(() -> get("/health/ready").statusCode() == 503);
    assertThat(get("/api/v1/models").statusCode()).isEqualTo(200);
    assertThat(slow.get(15, SECONDS).body()).hasSize(40);
    assertThat(stopping.waitFor(10, SECONDS)).isTrue();
  }

  @Test
  void accessLogHoldsNoQueryAndNoCredential() throws Exception {
    // When
    client.send(
        HttpRequest.newBuilder(gateway.uri("/api/v1/models?token=query-secret"))
            .header("Authorization", "Bearer hf_header-secret")
            .header("Cookie", "a=cookie-secret")
            .build(),
        BodyHandlers.discarding());

    // Then
    Path log = directory.resolve("access.log");
    Awaitility.await()
        .atMost(10, SECONDS)
        .ignoreExceptions()
        .until(() -> Files.readString(log).contains("GET /api/v1/models"));
    assertThat(Files.readString(log)).doesNotContain("secret");
    assertThat(Files.readString(directory.resolve("out"))).doesNotContain("secret");
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path), BodyHandlers.ofString(UTF_8));
  }

  private HttpRequest request(String path) {
    return HttpRequest.newBuilder(gateway.uri(path)).build();
  }
}

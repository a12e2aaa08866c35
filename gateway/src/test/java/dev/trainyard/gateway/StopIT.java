package dev.trainyard.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Platform;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
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
  private Process gateway;
  private int port;

  @BeforeEach
  void start() throws IOException {
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-jar",
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    Map<String, String> environment = builder.environment();
    platform.start().forEach((key, value) -> environment.put(variable(key), value));
    environment.put("TRAINYARD_GATEWAY_LISTEN_PORT", Integer.toString(port));
    environment.put("TRAINYARD_GATEWAY_DRAIN_DELAY", "PT2S");
    environment.put("TRAINYARD_GATEWAY_ROUTES_DEAD_TO", "training");
    environment.put("TRAINYARD_GATEWAY_ACCESS_LOG", "true");
    environment.put(
        "TRAINYARD_GATEWAY_ACCESS_LOG_FILE", directory.resolve("access.log").toString());
    gateway =
        builder.redirectErrorStream(true).redirectOutput(directory.resolve("out").toFile()).start();
    Awaitility.await()
        .atMost(60, SECONDS)
        .ignoreExceptions()
        .until(() -> get("/health/ready").statusCode() == 200);
  }

  @AfterEach
  void stop() {
    gateway.destroyForcibly();
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
    gateway.destroy();

    // Then
    Awaitility.await().atMost(2, SECONDS).until(() -> get("/health/ready").statusCode() == 503);
    assertThat(get("/api/v1/models").statusCode()).isEqualTo(200);
    assertThat(slow.get(15, SECONDS).body()).hasSize(40);
    assertThat(gateway.waitFor(10, SECONDS)).isTrue();
  }

  @Test
  void accessLogHoldsNoQueryAndNoCredential() throws Exception {
    // When
    client.send(
        HttpRequest.newBuilder(uri("/api/v1/models?token=query-secret"))
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
    return HttpRequest.newBuilder(uri(path)).build();
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

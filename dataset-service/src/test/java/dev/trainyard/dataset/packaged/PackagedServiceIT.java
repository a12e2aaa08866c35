package dev.trainyard.dataset.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What only a process of its own can show: probes, a small heap, and kills at any moment. */
class PackagedServiceIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ROOT = "/api/v1/datasets";

  @TempDir private static Path directory;
  private static PackagedService service;
  private static PackagedApi api;

  @BeforeAll
  static void start() throws Exception {
    service = new PackagedService(directory, directory.resolve("blobs"));
    api = new PackagedApi(service);
    service.start();
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
  }

  @Test
  void probesFollowTheDatabase() {
    // Given
    for (String path : List.of("/health", "/health/live", "/health/started", "/metrics")) {
      assertThat(service.status(path)).as(path).isEqualTo(200);
    }

    // When
    service.stopDatabase();

    // Then
    try {
      await().atMost(Duration.ofSeconds(60)).until(() -> service.status("/health/ready") == 503);
      assertThat(service.status("/health/live")).isEqualTo(200);
    } finally {
      service.startDatabase();
    }
    await().atMost(Duration.ofSeconds(60)).until(() -> service.status("/health/ready") == 200);
  }

  @Test
  void largeFileGoesThroughASmallHeap() throws Exception {
    // Given
    long length = 600L << 20;
    String repository = api.repository();
    String url = api.upload(repository, length);

    // When
    assertThat(api.patch(url, 0, body(new GeneratedCsv(length), length)).statusCode())
        .isEqualTo(204);
    String commit = api.committed(repository, "big.csv", url);

    // Then
    JsonNode upload =
        JSON.readTree(service.send(service.request(ROOT + "/" + repository + "/tree/main")).body());
    assertThat(upload.at("/items/0/sha256").asText()).isEqualTo(sha256(new GeneratedCsv(length)));
    assertThat(download(repository, commit, "big.csv")).isEqualTo(sha256(new GeneratedCsv(length)));
    JsonNode profile =
        await()
            .atMost(Duration.ofMinutes(4))
            .until(
                () -> api.profile(repository), node -> node.at("/status").asText().equals("ready"));
    assertThat(profile.at("/bytesRead").asLong()).isEqualTo(length);
    assertThat(profile.at("/columns/0/type").asText()).isEqualTo("integer");
    long rows = profile.at("/rows").asLong();
    assertThat(profile.at("/columns/0/max").asLong()).isEqualTo(rows);
    assertThat(profile.at("/columns/0/distinctCount").asDouble())
        .isBetween(rows * 0.95, rows * 1.05);
    assertThat(service.peakResidentKiB()).isLessThan(600L << 10);
  }

  @Test
  void killsDuringAnUploadLoseNothingThatWasAcknowledged() throws Exception {
    // Given
    long length = 48L << 20;
    String repository = api.repository();
    String url = api.upload(repository, length);
    long acknowledged = 0;

    // When
    for (int kill = 0; kill < 3; kill++) {
      long part = 3L << 20;
      assertThat(api.patch(url, acknowledged, body(from(acknowledged, length), part)).statusCode())
          .isEqualTo(204);
      acknowledged += part;
      long offset = acknowledged;
      CompletableFuture<Void> running =
          CompletableFuture.runAsync(() -> sendSlowly(url, offset, length));
      pause(ThreadLocalRandom.current().nextInt(50, 700));
      service.kill();
      running.join();
      service.start();

      // Then
      long after = api.offset(url);
      assertThat(after).isGreaterThanOrEqualTo(acknowledged);
      acknowledged = after;
    }
    long rest = acknowledged;
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                api.patch(url, rest, body(from(rest, length), length - rest)).statusCode() == 204);
    String commit = api.committed(repository, "x.bin", url);
    assertThat(download(repository, commit, "x.bin")).isEqualTo(sha256(new GeneratedCsv(length)));
  }

  @Test
  void killsDuringCommitsLeaveWholeCommitsOnly() throws Exception {
    // Given
    String repository = api.repository();
    List<String> acknowledged = new CopyOnWriteArrayList<>();

    // When
    for (int kill = 0; kill < 3; kill++) {
      List<CompletableFuture<Void>> committers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        committers.add(CompletableFuture.runAsync(() -> commitUntilDead(repository, acknowledged)));
      }
      pause(ThreadLocalRandom.current().nextInt(300, 1200));
      service.kill();
      committers.forEach(CompletableFuture::join);
      service.start();
    }

    // Then
    assertThat(acknowledged).isNotEmpty();
    List<String> files = files(repository);
    assertThat(files).containsAll(acknowledged);
    for (String file : files) {
      assertThat(download(repository, "main", file)).isEqualTo(file);
    }
    JsonNode summary = JSON.readTree(service.send(service.request(ROOT + "/" + repository)).body());
    assertThat(summary.at("/fileCount").asInt()).isEqualTo(files.size());
  }

  /** Commits files named by the hash of their content, so that a reader can check them. */
  private static void commitUntilDead(String repository, List<String> acknowledged) {
    try {
      while (true) {
        String content = UUID.randomUUID().toString();
        String name = hex(MessageDigest.getInstance("SHA-256").digest(content.getBytes(UTF_8)));
        String body =
            """
            {"message":"m","operations":[{"op":"add","path":"%s","contentBase64":"%s"}]}"""
                .formatted(name, Base64.getEncoder().encodeToString(content.getBytes(UTF_8)));
        if (service.json("POST", ROOT + "/" + repository + "/commits", body).statusCode() == 201) {
          acknowledged.add(name);
        }
      }
    } catch (IOException e) {
      // The service was killed, which ends this committer.
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> files(String repository) throws IOException {
    List<String> files = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          JSON.readTree(
              service
                  .send(
                      service.request(
                          ROOT + "/" + repository + "/tree/main?limit=100&cursor=" + cursor))
                  .body());
      page.at("/items").forEach(item -> files.add(item.at("/path").asText()));
      cursor = page.path("nextCursor").asText("");
    } while (!cursor.isEmpty());
    return files;
  }

  private static void sendSlowly(String url, long offset, long length) {
    try {
      api.patch(url, offset, body(new SlowInput(from(offset, length)), length - offset));
    } catch (IOException e) {
      // The service was killed while this was sent.
    }
  }

  private static void pause(int milliseconds) {
    LockSupport.parkNanos(Duration.ofMillis(milliseconds).toNanos());
  }

  private static InputStream from(long offset, long length) {
    var content = new GeneratedCsv(length);
    try {
      content.skipNBytes(offset);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return content;
  }

  private static BodyPublisher body(InputStream content, long length) {
    return BodyPublishers.fromPublisher(
        BodyPublishers.ofInputStream(() -> new FirstBytes(content, length)), length);
  }

  /** SHA-256 of a download. */
  private static String download(String repository, String revision, String path)
      throws IOException {
    var response =
        service.send(
            service.request("/datasets/" + repository + "/resolve/" + revision + "/" + path),
            BodyHandlers.ofInputStream());
    assertThat(response.statusCode()).isEqualTo(200);
    return sha256(response.body());
  }

  private static String sha256(InputStream content) throws IOException {
    try (var digested = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
      digested.transferTo(OutputStream.nullOutputStream());
      return hex(digested.getMessageDigest().digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.blob.StagedBlob;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.hub.sql.Sql;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Uploads under what networks and crashes do to them. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class UploadFaultTest {

  private final HubApi ada = HubApi.someone();
  private String repository;

  @Inject Sql sql;
  @Inject BlobStore store;

  @TestHTTPResource("/")
  URI server;

  @BeforeEach
  void createRepository() {
    repository = ada.repository("private");
  }

  @Test
  void whatArrivedBeforeACutIsKeptAndTheRestFollows() throws Exception {
    // Given
    byte[] content = random(1_000_000);
    String url = ada.upload(repository, content.length);

    // When
    try (Socket client = open(url, content.length)) {
      send(client, content, 0, 300_000);
    }

    // Then
    await().atMost(Duration.ofSeconds(20)).until(() -> offset(url) > 0 && !leased(url));
    int kept = offset(url);
    assertThat(kept).isBetween(200_000, 300_000);
    byte[] rest = Arrays.copyOfRange(content, kept, content.length);
    ada.append(url, kept, rest).then().statusCode(204);
    ada.committed(repository, add("x", id(url)));
    assertThat(ada.download(repository, "main", "x").asByteArray()).isEqualTo(content);
  }

  @Test
  void secondWriterIsKeptOutWhileTheFirstSends() throws Exception {
    // Given
    byte[] content = random(500_000);
    String url = ada.upload(repository, content.length);
    try (Socket client = open(url, content.length)) {
      send(client, content, 0, 200_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> leased(url));

      // Then
      ada.append(url, 0, content)
          .then()
          .statusCode(423)
          .body("type", equalTo("urn:trainyard:problem:locked"));
      ada.tus().delete(url).then().statusCode(423);

      // When
      send(client, content, 200_000, 300_000);
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> ada.tus().head(url).header("Upload-Offset"), "500000"::equals);
    }
    ada.committed(repository, add("x", id(url)));
    assertThat(ada.download(repository, "main", "x").asByteArray()).isEqualTo(content);
  }

  @Test
  void cutBodyWithAChecksumCountsForNothing() throws Exception {
    // Given
    byte[] content = random(400_000);
    String url = ada.upload(repository, content.length);

    // When
    try (Socket client =
        open(url, content.length, "Upload-Checksum: sha1 AAAAAAAAAAAAAAAAAAAAAAAAAAA=\r\n")) {
      send(client, content, 0, 300_000);
      await().atMost(Duration.ofSeconds(20)).until(() -> leased(url));
    }

    // Then
    await().atMost(Duration.ofSeconds(20)).until(() -> !leased(url));
    ada.tus().head(url).then().header("Upload-Offset", "0");
  }

  @Test
  void leaseOfADeadWriterRunsOut() {
    // Given
    String url = ada.upload(repository, 3);
    sql.update(
        "UPDATE hub_upload SET leased_until = now() + interval '1 second' WHERE id = ?", id(url));

    // Then
    ada.append(url, 0, new byte[3]).then().statusCode(423);
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> ada.append(url, 0, new byte[3]).statusCode() == 204);
  }

  @Test
  void writerOfAnotherProcessHoldsTheFileEvenWhenItsLeaseRanOut() throws Exception {
    // Given
    String url = ada.upload(repository, 3);

    // Then
    try (StagedBlob paused = store.stage("upload-" + id(url), 0)) {
      paused.append(ByteBuffer.wrap(new byte[1]));
      ada.append(url, 0, new byte[3]).then().statusCode(423);
    }
    ada.append(url, 0, new byte[3]).then().statusCode(204);
  }

  @Test
  void crashBetweenLastByteAndBlobIsMadeGood() throws Exception {
    // Given
    byte[] content = random(10_000);
    String url = ada.upload(repository, content.length);
    String sha256;
    try (StagedBlob staged = store.stage("upload-" + id(url), 0)) {
      staged.append(ByteBuffer.wrap(content));
      staged.sync();
      sha256 = staged.digest().hex();
    }
    sql.update(
        "UPDATE hub_upload SET received = length, state = 'publishing', sha256 = ? WHERE id = ?",
        sha256,
        id(url));

    // When
    ada.tus().head(url).then().statusCode(200).header("Upload-Offset", "10000");

    // Then
    ada.request().get(url).then().body("state", equalTo("complete"));
    ada.committed(repository, add("x", id(url)));
    assertThat(ada.download(repository, "main", "x").asByteArray()).isEqualTo(content);
  }

  @Test
  void expiredUploadIsGoneAndSweptAway() {
    // Given
    String url = ada.upload(repository, 12);
    ada.append(url, 0, new byte[5]).then().statusCode(204);
    String whole = "/x/" + ada.uploaded(repository, random(77));

    // When
    sql.update(
        "UPDATE hub_upload SET expires_at = now() - interval '1 second' WHERE id IN (?, ?)",
        id(url),
        id(whole));

    // Then
    ada.tus().head(url).then().statusCode(410);
    ada.append(url, 5, new byte[1]).then().statusCode(410);
    ada.commit(repository, null, add("x", id(whole))).then().statusCode(422);
    await()
        .atMost(Duration.ofSeconds(40))
        .until(
            () ->
                sql
                    .list(
                        "SELECT state FROM hub_upload WHERE id IN (?, ?)",
                        row -> row.text("state"),
                        id(url),
                        id(whole))
                    .stream()
                    .allMatch("expired"::equals));
    ada.tus().head(url).then().statusCode(410);
  }

  @Test
  void userHasABoundedNumberOfOpenUploads() {
    // Given
    for (int i = 0; i < 20; i++) {
      ada.upload(repository, 1);
    }

    // Then
    ada.tus()
        .header("Upload-Length", 1)
        .post(HubApi.path(repository, "/uploads"))
        .then()
        .statusCode(429);
  }

  private int offset(String url) {
    return Integer.parseInt(ada.tus().head(url).header("Upload-Offset"));
  }

  private boolean leased(String url) {
    return sql.first(
            "SELECT leased_until > now() AS leased FROM hub_upload WHERE id = ?",
            row -> row.flag("leased"),
            id(url))
        .orElse(false);
  }

  private static byte[] random(int length) {
    byte[] content = new byte[length];
    new Random(length).nextBytes(content);
    return content;
  }

  private Socket open(String url, int length) throws IOException {
    return open(url, length, "");
  }

  private Socket open(String url, int length, String header) throws IOException {
    var socket = new Socket(server.getHost(), server.getPort());
    String head =
        "PATCH %s HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer %s\r\nTus-Resumable: 1.0.0\r\n"
                .formatted(url, ada.token())
            + "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n"
            + header
            + "Content-Length: %d\r\n\r\n".formatted(length);
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static void send(Socket client, byte[] content, int offset, int length)
      throws IOException {
    OutputStream out = client.getOutputStream();
    out.write(content, offset, length);
    out.flush();
  }

  @Test
  void fullDiskOfTheDatabaseIsNoFaultOfOurs() {
    assertThatThrownBy(
            () -> sql.update("DO $$ BEGIN RAISE EXCEPTION 'x' USING ERRCODE = '53100'; END $$"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            e -> assertThat(e.type()).isEqualTo(ProblemType.INSUFFICIENT_STORAGE));
  }
}

package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and times that a request may not exceed. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class LimitTest {

  private static final int MIB = 1 << 20;

  @ParameterizedTest
  @CsvSource({
    "/api/v1/models, 1, 200",
    "/api/v1/models, 20, 413",
    "/api/v1/datasets/ada/iris/commits, 20, 200",
    "/api/v1/datasets/ada/iris/commits, 33, 413",
    "/api/v1/datasets/ada/iris/uploads, 40, 200",
    "/serve/ada/open/v2/models/open/infer, 20, 200",
    "/serve/ada/open/v2/models/open/infer, 65, 413",
  })
  void declaredLengthIsBoundedByKindOfRoute(String path, int mebibytes, int status)
      throws Exception {
    // When
    HttpResponse<String> response =
        post(path, BodyPublishers.ofByteArray(new byte[mebibytes * MIB]));

    // Then
    assertThat(response.statusCode()).isEqualTo(status);
  }

  @Test
  void undeclaredLengthIsBoundedWhileItStreams() throws Exception {
    // Given
    byte[] body = new byte[20 * MIB];

    // When
    HttpResponse<String> response =
        post("/api/v1/models", BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)));

    // Then
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("urn:trainyard:problem:too-large");
    assertThat(response.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void clientThatAsksFirstIsToldFirst() throws Exception {
    // Given
    String head =
        "POST /api/v1/models HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n";

    // When / Then
    assertThat(firstLine(head.formatted(20 * MIB)))
        .isEqualTo("HTTP/1.1 413 Request Entity Too Large");
    assertThat(firstLine(head.formatted(10))).isEqualTo("HTTP/1.1 100 Continue");
  }

  @Test
  void headersAreBounded() {
    // When / Then
    given()
        .header("X-Large", "a".repeat(17_000))
        .get("/api/v1/models")
        .then()
        .statusCode(431)
        .header("X-Content-Type-Options", "nosniff")
        .body("type", equalTo("urn:trainyard:problem:headers-too-large"));
    given().header("X-Huge", "a".repeat(40_000)).get("/api/v1/models").then().statusCode(431);
  }

  @Test
  void unknownTransferCodingIsRefused() throws Exception {
    // Given
    String request =
        "POST /api/v1/models HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n";

    // When / Then
    assertThat(firstLine(request)).isEqualTo("HTTP/1.1 400 Bad Request");
  }

  @Test
  void bodyThatStandsStillIsEnded() throws Exception {
    // Given
    String request =
        "POST /api/v1/models HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10\r\n\r\nabc";

    // When / Then
    assertThat(firstLine(request)).isEqualTo("HTTP/1.1 408 Request Timeout");
  }

  @Test
  void readerThatStandsStillIsCut() throws Exception {
    // Given
    int before = Platform.aborted("training");
    String request = "GET /api/v1/jobs?bytes=200000000 HTTP/1.1\r\nHost: localhost\r\n\r\n";

    try (var socket = connect()) {
      // When: nothing is read
      socket.getOutputStream().write(request.getBytes(US_ASCII));

      // Then
      Awaitility.await().atMost(15, SECONDS).until(() -> Platform.aborted("training") > before);
    }
  }

  @Test
  void answerThatBreaksOffDoesNotLookComplete() throws Exception {
    // Given
    String request = "GET /api/v1/models?half HTTP/1.1\r\nHost: localhost\r\n\r\n";

    try (var socket = connect()) {
      // When
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String answer = new String(socket.getInputStream().readAllBytes(), US_ASCII);

      // Then
      assertThat(answer).contains("content-length: 1000").endsWith("half");
    }
  }

  @Test
  void answerBeforeTheEndOfTheRequestPasses() throws Exception {
    // When
    HttpResponse<String> response =
        post(
            "/api/v1/datasets/ada/iris/uploads?early",
            BodyPublishers.ofByteArray(new byte[10 * MIB]));

    // Then
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).isEqualTo("early");
  }

  @Test
  void oldProtocolGetsWhatHasALength() throws Exception {
    // When / Then
    assertThat(firstLine("GET /api/v1/models HTTP/1.0\r\n\r\n")).isEqualTo("HTTP/1.0 200 OK");
    assertThat(firstLine("GET /api/v1/models?bytes=9&chunked HTTP/1.0\r\n\r\n"))
        .isEqualTo("HTTP/1.0 502 Bad Gateway");
  }

  private static HttpResponse<String> post(String path, HttpRequest.BodyPublisher body)
      throws IOException, InterruptedException {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      URI uri = Platform.uri(path);
      return client.send(HttpRequest.newBuilder(uri).POST(body).build(), BodyHandlers.ofString());
    }
  }

  private static Socket connect() throws IOException {
    return Platform.socket();
  }

  private static String firstLine(String request) throws IOException {
    try (var socket = connect()) {
      socket.setSoTimeout(15_000);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      var line = new StringBuilder();
      InputStream in = socket.getInputStream();
      for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
        line.append((char) c);
      }
      return line.toString();
    }
  }
}

package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A file many times larger than any heap; {@code -Dlarge.bytes=5368709120} for the long form. */
class LargeFileIT {

  private static final String DATASET = "/api/v1/datasets/laura/large";

  private final long bytes = Long.getLong("large.bytes", 384L << 20);

  @Test
  void uploadGoesOnWhereItBrokeOffAndComesBackUnchanged() throws Exception {
    // Given
    Platform user = RunningPlatform.shared().person("laura");
    user.post("/api/v1/datasets", Map.of("namespace", "laura", "name", "large"));
    URI location = create(user);
    long sent = breakOff(user, location, bytes * 6 / 10);

    // When
    long kept = goOn(user, location);
    String id = location.getPath().substring(location.getPath().lastIndexOf('/') + 1);
    user.post(
        DATASET + "/commits",
        Map.of(
            "message",
            "large",
            "operations",
            List.of(Map.of("op", "add", "path", "large.bin", "uploadId", id))));

    // Then
    assertThat(kept).as("kept of what was sent before the cut").isBetween(sent / 2, sent);
    assertThat(digest(download(user))).isEqualTo(digest(new RepeatableBytes(0, bytes)));
    user.exchange("DELETE", DATASET, null);
    System.out.printf(
        "%d bytes: cut after %d, %d were kept, %d sent again or anew%n",
        bytes, sent, kept, bytes - kept);
  }

  private URI create(Platform user) throws IOException, InterruptedException {
    HttpRequest request =
        tus(user, DATASET + "/uploads")
            .header("Upload-Length", Long.toString(bytes))
            .POST(BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = user.client().send(request, BodyHandlers.ofString());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(201);
    return request.uri().resolve(response.headers().firstValue("Location").orElseThrow());
  }

  /** Sends the beginning of the body and then hangs up, as a client that dies does. */
  private long breakOff(Platform user, URI location, long after) throws IOException {
    HttpRequest template = tus(user, location.getPath()).build();
    var head = new StringBuilder("PATCH " + location.getPath() + " HTTP/1.1\r\n");
    head.append("Host: ").append(location.getAuthority()).append("\r\n");
    template
        .headers()
        .map()
        .forEach((name, values) -> head.append(name + ": " + values.getFirst() + "\r\n"));
    head.append("Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\n");
    head.append("Content-Length: ").append(bytes).append("\r\n\r\n");
    long sent = 0;
    try (var socket = new Socket(location.getHost(), location.getPort());
        OutputStream out = socket.getOutputStream();
        InputStream body = new RepeatableBytes(0, after)) {
      out.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
      sent = body.transferTo(out);
    }
    return sent;
  }

  /**
   * Sends what the server lacks. It may still be taking in what was on its way when the client hung
   * up, and then says so: the upload is busy, or its offset has moved on.
   *
   * @return the offset that the rest began at
   */
  private long goOn(Platform user, URI location) {
    return Waiting.until(
        "the upload to be free",
        Duration.ofMinutes(20),
        () -> {
          try {
            long offset = offset(user, location);
            int status = patch(user, location, offset).statusCode();
            assertThat(status).isIn(204, 409, 423);
            return status == 204 ? offset : -1L;
          } catch (IOException e) {
            return -1L; // A refusal that closes the connection while the body is still being sent.
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new JourneyException("interrupted", e);
          }
        },
        offset -> offset >= 0);
  }

  private static long offset(Platform user, URI location) throws IOException, InterruptedException {
    HttpRequest request =
        tus(user, location.getPath()).method("HEAD", BodyPublishers.noBody()).build();
    return Long.parseLong(
        user.client()
            .send(request, BodyHandlers.discarding())
            .headers()
            .firstValue("Upload-Offset")
            .orElseThrow());
  }

  private HttpResponse<String> patch(Platform user, URI location, long offset)
      throws IOException, InterruptedException {
    HttpRequest request =
        tus(user, location.getPath())
            .timeout(Duration.ofMinutes(20))
            .header("Upload-Offset", Long.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method(
                "PATCH",
                BodyPublishers.fromPublisher(
                    BodyPublishers.ofInputStream(() -> new RepeatableBytes(offset, bytes)),
                    bytes - offset))
            .build();
    return user.client().send(request, BodyHandlers.ofString());
  }

  private static InputStream download(Platform user) throws IOException, InterruptedException {
    HttpRequest request =
        user.request("/datasets/laura/large/resolve/main/large.bin")
            .timeout(Duration.ofMinutes(20))
            .GET()
            .build();
    return user.client().send(request, BodyHandlers.ofInputStream()).body();
  }

  private static String digest(InputStream content) throws IOException, GeneralSecurityException {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    byte[] buffer = new byte[1 << 16];
    try (content) {
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static HttpRequest.Builder tus(Platform user, String path) {
    return user.request(path).header("Tus-Resumable", "1.0.0");
  }
}

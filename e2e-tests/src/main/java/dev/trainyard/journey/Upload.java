package dev.trainyard.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.function.LongConsumer;

/** Sends bytes by tus 1.0, a piece at a time, and goes on where the server says after a failure. */
public final class Upload {

  private static final int PIECE = 256 << 10;
  private static final int TRIES = 20;

  private final Platform platform;

  public Upload(Platform platform) {
    this.platform = platform;
  }

  /**
   * Uploads to a repository.
   *
   * @param uploads the repository's uploads collection
   * @param progress told the number of bytes that the server has
   * @return id of the complete upload
   */
  public String send(String uploads, String filename, byte[] content, LongConsumer progress) {
    URI location = create(uploads, filename, content.length);
    int offset = 0;
    for (int failures = 0; offset < content.length; ) {
      try {
        offset = patch(location, content, offset);
        progress.accept(offset);
      } catch (IOException e) {
        if (++failures == TRIES) {
          throw new JourneyException("the upload of " + filename + " does not get on", e);
        }
        Waiting.pause(Duration.ofMillis(300L * failures));
        offset = Integer.parseInt(head(location));
      }
    }
    String path = location.getPath();
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private URI create(String uploads, String filename, int length) {
    String name = Base64.getEncoder().encodeToString(filename.getBytes(StandardCharsets.UTF_8));
    HttpRequest request =
        tus(platform.origin().resolve(uploads))
            .header("Upload-Length", Integer.toString(length))
            .header("Upload-Metadata", "filename " + name)
            .POST(BodyPublishers.noBody())
            .build();
    try {
      HttpResponse<String> response = send(request);
      if (response.statusCode() != 201) {
        throw new JourneyException(
            "the upload was refused with " + response.statusCode() + ": " + response.body());
      }
      return request.uri().resolve(response.headers().firstValue("Location").orElseThrow());
    } catch (IOException e) {
      throw new JourneyException("the upload could not begin", e);
    }
  }

  private int patch(URI location, byte[] content, int offset) throws IOException {
    int length = Math.min(PIECE, content.length - offset);
    HttpRequest request =
        tus(location)
            .header("Upload-Offset", Integer.toString(offset))
            .header("Content-Type", "application/offset+octet-stream")
            .method("PATCH", BodyPublishers.ofByteArray(content, offset, length))
            .build();
    HttpResponse<String> response = send(request);
    if (response.statusCode() != 204) {
      throw new IOException("a piece answered " + response.statusCode() + ": " + response.body());
    }
    return Integer.parseInt(response.headers().firstValue("Upload-Offset").orElseThrow());
  }

  private String head(URI location) {
    try {
      HttpRequest request = tus(location).method("HEAD", BodyPublishers.noBody()).build();
      return send(request).headers().firstValue("Upload-Offset").orElse("0");
    } catch (IOException e) {
      return "0";
    }
  }

  private HttpRequest.Builder tus(URI uri) {
    return platform.request(uri.getPath()).header("Tus-Resumable", "1.0.0");
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return platform.client().send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}

package dev.trainyard.training.client;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.commons.naming.RepositoryId;
import dev.trainyard.training.config.ModelPeerConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** Model repositories: uploads by tus 1.0, commits and versions. */
@ApplicationScoped
public class ModelClient {

  private static final int CHUNK = 8 << 20;
  private static final String TUS = "1.0.0";
  private static final Duration CHUNK_TIME = Duration.ofMinutes(2);
  private static final Duration COMMIT_TIME = Duration.ofMinutes(5);

  private final PeerHttp http;

  ModelClient(ModelPeerConfig config) {
    this.http = new PeerHttp("model-service", config.url());
  }

  /** A file of the package that was uploaded. */
  public record Uploaded(String path, String uploadId) {}

  /** Makes the repository, private, unless it is there. */
  public void ensureRepository(String jwt, RepositoryId repository) {
    try {
      http.json(
          json("/api/v1/models", jwt)
              .POST(
                  PeerHttp.body(
                      Map.of(
                          "namespace", repository.namespace(),
                          "name", repository.name(),
                          "visibility", "private")))
              .build());
    } catch (PeerException e) {
      if (e.status() != 409) {
        throw e;
      }
    }
  }

  /**
   * Uploads one file in pieces.
   *
   * @param pace called before each piece; may throw to stop
   */
  public Uploaded upload(String jwt, RepositoryId repository, Path file, String path, Runnable pace)
      throws IOException {
    long length = Files.size(file);
    String location = create(jwt, repository, path, length);
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      long offset = 0;
      while (offset < length) {
        pace.run();
        byte[] piece = in.readNBytes(CHUNK);
        if (piece.length == 0) {
          throw new IOException("the file " + path + " became shorter");
        }
        send(jwt, location, offset, piece);
        offset += piece.length;
      }
    }
    return new Uploaded(path, location.substring(location.lastIndexOf('/') + 1));
  }

  private String create(String jwt, RepositoryId repository, String path, long length) {
    String name = Base64.getEncoder().encodeToString(path.getBytes(StandardCharsets.UTF_8));
    HttpResponse<InputStream> answer =
        http.stream(
            http.request("/api/v1/models/" + repository + "/uploads", jwt)
                .header("Tus-Resumable", TUS)
                .header("Upload-Length", Long.toString(length))
                .header("Upload-Metadata", "filename " + name)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build());
    discard(answer);
    String location = answer.headers().firstValue("Location").orElse("");
    if (location.isEmpty()) {
      throw PeerException.refused("model-service", 502, "the upload has no Location");
    }
    // Only the path counts: the host may be the public one, which is not ours to call.
    return URI.create(location).getRawPath();
  }

  private void send(String jwt, String location, long offset, byte[] piece) {
    discard(
        http.stream(
            http.request(location, jwt)
                .timeout(CHUNK_TIME)
                .header("Tus-Resumable", TUS)
                .header("Upload-Offset", Long.toString(offset))
                .header("Content-Type", "application/offset+octet-stream")
                .method("PATCH", HttpRequest.BodyPublishers.ofByteArray(piece))
                .build()));
  }

  /** Commits uploaded files to the main branch; returns the commit's id. */
  public String commit(String jwt, RepositoryId repository, String message, List<Uploaded> files) {
    List<Map<String, String>> operations = new ArrayList<>();
    for (Uploaded file : files) {
      operations.add(Map.of("op", "add", "path", file.path(), "uploadId", file.uploadId()));
    }
    JsonNode commit =
        http.json(
            json("/api/v1/models/" + repository + "/commits", jwt)
                .timeout(COMMIT_TIME)
                .POST(PeerHttp.body(Map.of("message", message, "operations", operations)))
                .build());
    return commit.path("id").asText();
  }

  /** Makes the version of a job, or finds the one it has; returns its number. */
  public int version(String jwt, RepositoryId repository, Map<String, Object> version) {
    return http.json(
            json("/api/v1/models/" + repository + "/versions", jwt)
                .POST(PeerHttp.body(version))
                .build())
        .path("number")
        .asInt();
  }

  private HttpRequest.Builder json(String path, String jwt) {
    return http.request(path, jwt).header("Content-Type", "application/json");
  }

  private static void discard(HttpResponse<InputStream> answer) {
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw PeerException.unavailable("model-service", e);
    }
  }
}

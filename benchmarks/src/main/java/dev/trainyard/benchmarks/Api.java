package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The platform's public API as one caller sees it. */
final class Api {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(5))
          .build();
  private final URI origin;
  private final String token;

  Api(URI origin, String token) {
    this.origin = origin;
    this.token = token;
  }

  URI origin() {
    return origin;
  }

  String token() {
    return token;
  }

  HttpClient client() {
    return client;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(origin.resolve(path))
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token);
  }

  /** Sends a GET and throws its body away; whether the answer was a success. */
  boolean ping(String path) throws IOException, InterruptedException {
    int status = client.send(request(path).GET().build(), BodyHandlers.discarding()).statusCode();
    return status / 100 == 2;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return answer(client.send(request(path).GET().build(), BodyHandlers.ofString()), path);
  }

  JsonNode post(String path, Object body) throws IOException, InterruptedException {
    HttpRequest request =
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body)))
            .build();
    return answer(client.send(request, BodyHandlers.ofString()), path);
  }

  /** As {@link #post}, and null when the object exists already. */
  JsonNode create(String path, Object body) throws IOException, InterruptedException {
    try {
      return post(path, body);
    } catch (IOException e) {
      if (e.getMessage().contains(" 409 ")) {
        return null;
      }
      throw e;
    }
  }

  /** Makes an upload a file of a dataset. */
  void commit(String dataset, String path, String upload) throws IOException, InterruptedException {
    post(
        "/api/v1/datasets/" + dataset + "/commits",
        Map.of(
            "message",
            "benchmark",
            "operations",
            List.of(Map.of("op", "add", "path", path, "uploadId", upload))));
  }

  void delete(String path) throws IOException, InterruptedException {
    client.send(request(path).DELETE().build(), BodyHandlers.discarding());
  }

  private static JsonNode answer(HttpResponse<String> response, String path) throws IOException {
    if (response.statusCode() / 100 != 2) {
      throw new IOException(path + " answered " + response.statusCode() + " : " + response.body());
    }
    return response.body().isEmpty() ? null : JSON.readTree(response.body());
  }
}

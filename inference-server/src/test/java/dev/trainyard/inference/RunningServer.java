package dev.trainyard.inference;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.inference.http.InferenceServer;
import dev.trainyard.inference.http.ServedModel;
import dev.trainyard.inference.model.Model;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** A server in this process with a client for it. */
final class RunningServer implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();

  private final InferenceServer server;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String origin;

  RunningServer(Model model, InferenceServer.Bounds bounds) throws Exception {
    server = new InferenceServer(new ServedModel(model, "shapes", "2"), bounds);
    origin = "http://127.0.0.1:" + server.start("127.0.0.1", 0);
  }

  /** Status, body and a header of interest. */
  record Answer(int status, String body, String retryAfter) {
    JsonNode json() throws IOException {
      return JSON.readTree(body);
    }
  }

  Answer get(String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(origin + path)).build();
    return answer(client.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  Answer infer(String body) {
    return inferLater(body).join();
  }

  CompletableFuture<Answer> inferLater(String body) {
    return post("/v2/models/shapes/infer", HttpRequest.BodyPublishers.ofString(body));
  }

  CompletableFuture<Answer> post(String path, HttpRequest.BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create(origin + path))
            .timeout(Duration.ofSeconds(30))
            .POST(body)
            .build();
    return client
        .sendAsync(request, HttpResponse.BodyHandlers.ofString())
        .thenApply(RunningServer::answer);
  }

  private static Answer answer(HttpResponse<String> response) {
    return new Answer(
        response.statusCode(),
        response.body(),
        response.headers().firstValue("retry-after").orElse(null));
  }

  boolean stop() {
    return server.stop(Duration.ofSeconds(5));
  }

  @Override
  public void close() {
    stop();
    client.close();
  }
}

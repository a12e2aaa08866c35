package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;

/** Predictions of one row each, as many as a few connections can ask one after the other. */
final class ServingScenario {

  private final Api api;

  ServingScenario(Api api) {
    this.api = api;
  }

  /**
   * @param path path of the inference call
   * @param body the request of the model package's own example
   */
  Map<String, Object> run(String path, JsonNode body, int connections, Duration length)
      throws IOException, InterruptedException {
    HttpRequest request =
        api.request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(Api.JSON.writeValueAsBytes(body)))
            .build();
    OpenLoop.Request prediction =
        () -> api.client().send(request, BodyHandlers.discarding()).statusCode() == 200;
    ClosedLoop.run(connections, Duration.ofSeconds(5), prediction);
    return ClosedLoop.run(connections, length, prediction);
  }
}

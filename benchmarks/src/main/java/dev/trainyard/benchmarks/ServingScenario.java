package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

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
    byte[] request = Api.JSON.writeValueAsBytes(body);
    ask(path, request, connections, Duration.ofSeconds(5));
    long begin = System.nanoTime();
    Latencies latencies = ask(path, request, connections, length);
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Object> result = new LinkedHashMap<>(latencies.summary());
    result.put("connections", connections);
    result.put(
        "predictionsPerSecond", Math.round(((Number) result.get("count")).intValue() / seconds));
    return result;
  }

  private Latencies ask(String path, byte[] body, int connections, Duration length)
      throws InterruptedException {
    var latencies = new Latencies();
    long end = System.nanoTime() + length.toNanos();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        threads.execute(() -> askUntil(path, body, end, latencies));
      }
      threads.shutdown();
      if (!threads.awaitTermination(length.toSeconds() + 60, TimeUnit.SECONDS)) {
        latencies.fail();
      }
    }
    return latencies;
  }

  private void askUntil(String path, byte[] body, long end, Latencies latencies) {
    HttpRequest request =
        api.request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body))
            .build();
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      try {
        int status = api.client().send(request, BodyHandlers.discarding()).statusCode();
        if (status == 200) {
          latencies.add(Duration.ofNanos(System.nanoTime() - start));
        } else {
          latencies.fail();
        }
      } catch (IOException e) {
        latencies.fail();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}

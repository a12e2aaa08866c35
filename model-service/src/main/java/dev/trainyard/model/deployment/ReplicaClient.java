package dev.trainyard.model.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Asks a replica over the Open Inference Protocol; every call is bounded in time and size. */
@ApplicationScoped
class ReplicaClient {

  private static final Duration CONNECT = Duration.ofSeconds(2);
  private static final Duration HEALTH = Duration.ofSeconds(5);
  private static final Duration INFERENCE = Duration.ofSeconds(30);
  private static final long LARGEST_ANSWER = 4L << 20;

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
  private final ObjectMapper json;

  ReplicaClient(ObjectMapper json) {
    this.json = json;
  }

  /** Sends the example and compares the answer. */
  Verdict example(URI address, String model, Example example) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(address.resolve("/v2/models/" + model + "/infer"))
              .header("Content-Type", "application/json")
              .timeout(INFERENCE)
              .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(example.request())))
              .build();
      HttpResponse<byte[]> answer =
          http.send(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST_ANSWER));
      return judged(answer, example);
    } catch (JsonProcessingException e) {
      return new Verdict.Wrong("its answer to the example is not JSON");
    } catch (IOException e) {
      return new Verdict.Open("it cannot be reached (" + e.getClass().getSimpleName() + ")");
    }
  }

  private Verdict judged(HttpResponse<byte[]> answer, Example example) throws IOException {
    int status = answer.statusCode();
    if (status >= 500 || status == 429) {
      return new Verdict.Open("it answers %d to its example".formatted(status));
    }
    if (status != 200) {
      return new Verdict.Wrong(
          "it answers %d to its example: %s".formatted(status, error(answer.body())));
    }
    return example
        .differenceTo(json.readTree(answer.body()))
        .<Verdict>map(Verdict.Wrong::new)
        .orElseGet(Verdict.Good::new);
  }

  private String error(byte[] body) throws IOException {
    JsonNode text = json.readTree(body).path("error");
    String message = text.isTextual() ? text.textValue() : "no reason given";
    return message.length() <= 500 ? message : message.substring(0, 500);
  }

  /** Whether it says that it is ready, in time. */
  boolean isReady(URI address) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("/v2/health/ready")).timeout(HEALTH).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    http.shutdownNow();
  }
}

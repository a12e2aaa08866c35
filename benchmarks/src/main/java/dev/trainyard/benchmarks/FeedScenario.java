package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * From the moment an event was written to the moment its frame is read, by the clock of the one
 * machine that runs both, for a number of subscribers of one running job.
 */
final class FeedScenario {

  private final Api api;

  FeedScenario(Api api) {
    this.api = api;
  }

  /** Runs the job that {@code specification} describes and watches it to its end. */
  Map<String, Object> run(Object specification, int subscribers, Duration most)
      throws IOException, InterruptedException {
    JsonNode job = api.post("/api/v1/jobs", specification);
    String id = job.get("id").asText();
    var latencies = new Latencies();
    var ended = new CompletableFuture<String>();
    List<WebSocket> sockets = new ArrayList<>();
    URI feed =
        URI.create(api.origin().toString().replaceFirst("^http", "ws")).resolve("/api/v1/feed");
    for (int i = 0; i < subscribers; i++) {
      WebSocket socket =
          api.client()
              .newWebSocketBuilder()
              .header("Authorization", "Bearer " + api.token())
              .buildAsync(feed, new Subscriber(latencies, ended))
              .join();
      socket.sendText("{\"op\":\"subscribe\",\"job\":\"" + id + "\",\"after\":0}", true).join();
      sockets.add(socket);
    }
    long begin = System.nanoTime();
    String state;
    try {
      state = ended.get(most.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException e) {
      state = "still running";
    }
    sockets.forEach(WebSocket::abort);
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("subscribers", subscribers);
    result.put("jobEnded", state);
    result.put("seconds", Math.round((System.nanoTime() - begin) / 1e8) / 10.0);
    result.putAll(latencies.summary());
    return result;
  }

  /** Measures every event that was written after the subscription began. */
  private static final class Subscriber implements WebSocket.Listener {

    private final Latencies latencies;
    private final CompletableFuture<String> ended;
    private final Instant since = Instant.now();
    private final StringBuilder text = new StringBuilder();

    Subscriber(Latencies latencies, CompletableFuture<String> ended) {
      this.latencies = latencies;
      this.ended = ended;
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      Instant now = Instant.now();
      text.append(data);
      if (last) {
        text.toString().lines().forEach(frame -> read(frame, now));
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void read(String frame, Instant now) {
      try {
        JsonNode message = Api.JSON.readTree(frame);
        if (!"event".equals(message.path("type").asText())) {
          return;
        }
        Instant at = Instant.parse(message.get("at").asText());
        if (at.isAfter(since)) {
          latencies.add(Duration.between(at, now));
        }
        String state = message.path("data").path("state").asText();
        if (List.of("succeeded", "failed", "cancelled").contains(state)) {
          ended.complete(state);
        }
      } catch (IOException e) {
        latencies.fail();
      }
    }
  }
}

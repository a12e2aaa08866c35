package dev.trainyard.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A real client of the feed. */
public final class FeedClient implements AutoCloseable, WebSocket.Listener {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private final BlockingQueue<JsonNode> frames = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder partial = new StringBuilder();
  private final boolean reads;
  private WebSocket socket;

  private FeedClient(boolean reads) {
    this.reads = reads;
  }

  public static FeedClient connect(int port, String token) {
    return connect(port, token, true);
  }

  /** A client that takes nothing until {@link #wakeUp}, like a tab that has gone to sleep. */
  public static FeedClient connectAsleep(int port, String token) {
    return connect(port, token, false);
  }

  private static FeedClient connect(int port, String token, boolean reads) {
    var client = new FeedClient(reads);
    client.socket =
        HTTP.newWebSocketBuilder()
            .header("Authorization", "Bearer " + token)
            .buildAsync(URI.create("ws://127.0.0.1:" + port + "/api/v1/feed"), client)
            .join();
    return client;
  }

  public FeedClient say(String frame) {
    socket.sendText(frame, true).join();
    return this;
  }

  public FeedClient subscribe(String job, long after) {
    return say("{\"op\":\"subscribe\",\"job\":\"%s\",\"after\":%d}".formatted(job, after));
  }

  /** The next frame of a type; others before it are dropped. */
  public JsonNode next(String type) throws InterruptedException {
    return collectUntil(frame -> frame.path("type").asText().equals(type)).getLast();
  }

  /** All frames up to the one that fits. */
  public List<JsonNode> collectUntil(Predicate<JsonNode> last) throws InterruptedException {
    List<JsonNode> seen = new ArrayList<>();
    while (true) {
      JsonNode frame = frames.poll(30, TimeUnit.SECONDS);
      if (frame == null) {
        throw new AssertionError("no such frame in 30 s; seen: " + seen);
      }
      seen.add(frame);
      if (last.test(frame)) {
        return seen;
      }
    }
  }

  /** The code with which the server closed the socket. */
  public int closeCode() throws Exception {
    return closed.get(30, TimeUnit.SECONDS);
  }

  /** All events of one job up to its end. */
  public List<JsonNode> eventsUntilEnd() throws InterruptedException {
    return collectUntil(
            frame ->
                List.of("succeeded", "failed", "cancelled")
                    .contains(frame.path("data").path("state").asText()))
        .stream()
        .filter(frame -> frame.path("type").asText().equals("event"))
        .toList();
  }

  /** Whether the server ends the socket, by a close frame or by cutting it. */
  public boolean ended() throws Exception {
    return closed.handle((code, failure) -> true).get(30, TimeUnit.SECONDS);
  }

  @Override
  public void onOpen(WebSocket opened) {
    if (reads) {
      opened.request(1);
    }
  }

  /** Begins to take what was sent. */
  public void wakeUp() {
    socket.request(1);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    partial.append(data);
    if (last) {
      for (String frame : partial.toString().split("\n", -1)) {
        frames.add(parse(frame));
      }
      partial.setLength(0);
    }
    from.request(1);
    return null;
  }

  private static JsonNode parse(String frame) {
    try {
      return JSON.readTree(frame);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}

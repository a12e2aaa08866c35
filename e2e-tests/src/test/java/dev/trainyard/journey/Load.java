package dev.trainyard.journey;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Requests to every service at a steady rate, whether or not those before have been answered; one
 * in five writes. Each goes to the next of the gateways that are ready, as a load balancer sends
 * it.
 */
final class Load implements AutoCloseable {

  private static final List<String> READS =
      List.of(
          "/api/v1/datasets/rolf/rolling",
          "/api/v1/models/rolf/rolling",
          "/api/v1/jobs",
          "/api/v1/users/me");

  private static final List<String> CREATIONS = List.of("/api/v1/datasets", "/api/v1/models");

  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Queue<Failure> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final Platform caller;
  private final Supplier<List<Replica>> ready;
  private volatile List<Replica> gateways;

  /** A request that was not answered as it should be, and when it was sent ({@code nanoTime}). */
  record Failure(String method, long sentAt, String what) {}

  Load(Platform caller, Supplier<List<Replica>> ready) {
    this.caller = caller;
    this.ready = ready;
    this.gateways = ready.get();
  }

  void start(int perSecond) {
    var _ = clock.scheduleWithFixedDelay(this::balance, 0, 200, TimeUnit.MILLISECONDS);
    var _ = clock.scheduleAtFixedRate(this::send, 0, 1_000_000 / perSecond, TimeUnit.MICROSECONDS);
  }

  int sent() {
    return sent.get();
  }

  /** What failed so far, once all that was sent until now has been answered. */
  List<Failure> settle() {
    int until = sent.get();
    Waiting.until("the answers", Duration.ofMinutes(1), done::get, count -> count >= until);
    return new ArrayList<>(failures);
  }

  private void balance() {
    List<Replica> now = ready.get();
    if (!now.isEmpty()) {
      gateways = now;
    }
  }

  private void send() {
    int number = sent.getAndIncrement();
    List<Replica> now = gateways;
    String origin = now.get(number % now.size()).url();
    HttpRequest request = number % 5 == 0 ? write(origin, number / 5) : read(origin, number);
    long sentAt = System.nanoTime();
    var _ =
        client
            .sendAsync(request, BodyHandlers.ofString())
            .handle(
                (answer, failure) -> {
                  if (failure != null) {
                    failures.add(new Failure(request.method(), sentAt, failure.toString()));
                  } else if (answer.statusCode() / 100 != 2) {
                    String what = request.uri() + " " + answer.statusCode() + " " + answer.body();
                    failures.add(new Failure(request.method(), sentAt, what));
                  }
                  done.incrementAndGet();
                  return null;
                });
  }

  private HttpRequest read(String origin, int number) {
    return to(origin, READS.get(number % READS.size())).build();
  }

  private HttpRequest write(String origin, int number) {
    boolean creates = number % 3 != 0;
    String path = creates ? CREATIONS.get(number % 2) : "/api/v1/users/me";
    Map<String, ?> body =
        creates ? Map.of("name", "rolling-" + number) : Map.of("displayName", "Rolf " + number);
    return to(origin, path)
        .header("Content-Type", "application/json")
        .method(creates ? "POST" : "PATCH", BodyPublishers.ofString(Platform.text(body)))
        .build();
  }

  private HttpRequest.Builder to(String origin, String path) {
    return caller.request(path).uri(URI.create(origin + path)).timeout(Duration.ofSeconds(30));
  }

  @Override
  public void close() {
    clock.shutdownNow();
    client.shutdownNow();
  }
}

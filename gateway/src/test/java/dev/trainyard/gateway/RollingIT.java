package dev.trainyard.gateway;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.GatewayProcess;
import dev.trainyard.gateway.fake.OpenExchange;
import dev.trainyard.gateway.fake.Platform;
import dev.trainyard.gateway.fake.RestartableService;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two gateways before two replicas of a service under 100 requests a second, a fifth of which
 * write. Clients choose among the gateways that say they are ready, as a load balancer does.
 */
class RollingIT {

  private static final int PER_SECOND = 100;

  private final Platform platform = new Platform();
  private final List<RestartableService> services =
      List.of(new RestartableService(), new RestartableService());
  private final Queue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger done = new AtomicInteger();
  private final ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);

  @TempDir Path directory;

  private volatile List<GatewayProcess> ready;
  private List<GatewayProcess> gateways;
  private HttpClient client;

  @BeforeEach
  void start() throws IOException {
    services.forEach(RestartableService::start);
    Map<String, String> settings = new HashMap<>(platform.start());
    settings.put(
        "trainyard.gateway.upstreams.model", services.get(0).url() + "," + services.get(1).url());
    settings.put("trainyard.gateway.drain.delay", "PT2S");
    settings.put("trainyard.gateway.rate-limit.enabled", "false");
    settings.put("trainyard.gateway.routes.dead.to", "training");
    gateways =
        List.of(
            new GatewayProcess(settings, directory.resolve("one.log")),
            new GatewayProcess(settings, directory.resolve("two.log")));
    for (GatewayProcess gateway : gateways) {
      gateway.start();
    }
    ready = gateways;
    client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    warmUp();
    var _ = clock.scheduleWithFixedDelay(this::balance, 0, 200, TimeUnit.MILLISECONDS);
    var _ = clock.scheduleAtFixedRate(this::send, 0, 1_000_000 / PER_SECOND, TimeUnit.MICROSECONDS);
  }

  @AfterEach
  void stop() {
    clock.shutdownNow();
    client.shutdownNow();
    gateways.forEach(GatewayProcess::close);
    services.forEach(RestartableService::close);
    platform.stop();
  }

  @Test
  void rollingRestartFailsNothingAndAKillOnlyWhatItHeld() throws Exception {
    // When: every replica in turn, then every gateway in turn
    for (RestartableService service : services) {
      service.stop();
      OpenExchange.pause(Duration.ofSeconds(1));
      service.start();
      OpenExchange.pause(Duration.ofSeconds(4));
    }
    for (GatewayProcess gateway : gateways) {
      assertThat(gateway.stop().waitFor(30, SECONDS)).isTrue();
      gateway.start();
      OpenExchange.pause(Duration.ofSeconds(1));
    }

    // Then
    settle();
    System.out.printf("rolling restart: %d requests, %d failed%n", sent.get(), failures.size());
    assertThat(failures).isEmpty();

    // When
    int before = sent.get();
    int held = 0;
    for (RestartableService service : services) {
      held += service.kill();
      OpenExchange.pause(Duration.ofSeconds(2));
      service.start();
      OpenExchange.pause(Duration.ofSeconds(4));
    }

    // Then
    settle();
    System.out.printf(
        "kill -9: %d requests, %d were held, failed: %s%n", sent.get() - before, held, failures);
    assertThat(failures).noneMatch(failure -> failure.startsWith("GET"));
    assertThat(failures).hasSizeLessThanOrEqualTo(held);
  }

  private void warmUp() {
    for (int i = 0; i < 50; i++) {
      gateways.forEach(gateway -> request(gateway, true).join());
    }
    failures.clear();
  }

  private void balance() {
    List<GatewayProcess> now = gateways.stream().filter(GatewayProcess::isReady).toList();
    if (!now.isEmpty()) {
      ready = now;
    }
  }

  private void send() {
    List<GatewayProcess> now = ready;
    int number = sent.getAndIncrement();
    var _ =
        request(now.get(number % now.size()), number % 5 != 0)
            .whenComplete((_, _) -> done.incrementAndGet());
  }

  private CompletableFuture<Void> request(GatewayProcess gateway, boolean reading) {
    HttpRequest.Builder request = HttpRequest.newBuilder(gateway.uri("/api/v1/models"));
    if (!reading) {
      request.header("Content-Type", "application/json").POST(BodyPublishers.ofString("{}"));
    }
    String method = reading ? "GET" : "POST";
    return client
        .sendAsync(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString())
        .handle(
            (answer, failure) -> {
              if (failure != null) {
                failures.add(method + " " + failure);
              } else if (answer.statusCode() != 200) {
                failures.add(method + " " + answer.statusCode() + " " + answer.body());
              }
              return null;
            });
  }

  private void settle() {
    Awaitility.await().atMost(30, SECONDS).until(() -> sent.get() - done.get() < 5);
  }
}

package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * Reads at five times what a service can do, which here is 32 at a time of half a second each: what
 * is too much is refused at once, what is taken is served, and signing in goes on.
 */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class OverloadTest {

  private static final int PER_SECOND = 320;
  private static final int SECONDS = 6;
  private static final int PLACES = 32;

  private record Seen(int status, long millis) {}

  @Test
  void excessIsRefusedAtOnceAndSigningInGoesOn() throws Exception {
    // Given
    Vertx vertx = Vertx.vertx();
    HttpClient reads = client(vertx, 2000);
    HttpClient logins = client(vertx, 16);
    Queue<Seen> read = new ConcurrentLinkedQueue<>();
    Queue<Seen> signedIn = new ConcurrentLinkedQueue<>();

    // When
    int ticks = SECONDS * 40;
    for (int tick = 0; tick < ticks; tick++) {
      for (int i = 0; i < PER_SECOND / 40; i++) {
        ask(reads, HttpMethod.GET, "/api/v1/users?after=500", read);
      }
      if (tick % 5 == 0) {
        ask(logins, HttpMethod.POST, "/api/v1/auth/login", signedIn);
      }
      Thread.sleep(25);
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> read.size() + signedIn.size() == ticks * (PER_SECOND / 40) + ticks / 5);
    vertx.close();

    // Then
    List<Seen> refused = read.stream().filter(seen -> seen.status != 200).toList();
    int served = read.size() - refused.size();
    System.out.printf(
        "overload: %d offered, %d served, %d refused in %d ms at p95; sign-in %d ms at p95%n",
        read.size(), served, refused.size(), p95(refused), p95(signedIn.stream().toList()));
    assertThat(refused).isNotEmpty().extracting(Seen::status).isSubsetOf(429, 503);
    assertThat(p95(refused)).isLessThan(100);
    assertThat(served).isGreaterThan(PLACES * 2 * SECONDS * 6 / 10);
    assertThat(signedIn).extracting(Seen::status).containsOnly(200);
    assertThat(p95(signedIn.stream().toList())).isLessThan(1000);
  }

  private static HttpClient client(Vertx vertx, int connections) {
    return vertx.createHttpClient(
        new HttpClientOptions().setDefaultPort(Platform.port()).setDefaultHost("127.0.0.1"),
        new PoolOptions().setHttp1MaxSize(Math.min(200, connections)));
  }

  private static void ask(HttpClient client, HttpMethod method, String path, Queue<Seen> seen) {
    client
        .request(method, path)
        .compose(
            request -> {
              long start = System.nanoTime();
              return request
                  .send()
                  .compose(answer -> answer.body().map(_ -> answer.statusCode()))
                  .map(
                      status ->
                          new Seen(
                              status, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start)));
            })
        .onComplete(result -> seen.add(result.succeeded() ? result.result() : new Seen(0, 0)));
  }

  private static long p95(List<Seen> seen) {
    return seen.stream()
        .mapToLong(Seen::millis)
        .sorted()
        .skip(seen.size() * 95L / 100)
        .findFirst()
        .orElse(0);
  }
}

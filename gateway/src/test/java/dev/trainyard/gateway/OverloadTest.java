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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Five times the reads that a service may have under way, none of which comes to an end: what is
 * too much is refused while they go on, and signing in goes on as well.
 */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class OverloadTest {

  /** As set by {@link Platform}. */
  private static final int PLACES = 32;

  private static final int OFFERED = 5 * PLACES;
  private static final String READ = "/api/v1/users";

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void excessIsRefusedWhileTheRestGoesOnAndSigningInGoesOn() {
    // Given
    HttpClient reads = client();
    Queue<Integer> statuses = new ConcurrentLinkedQueue<>();

    // When
    for (int i = 0; i < OFFERED; i++) {
      reads
          .request(HttpMethod.GET, READ + "?trickle")
          .compose(request -> request.send())
          // The end that each of them gets below is no error.
          .map(answer -> answer.exceptionHandler(_ -> {}).statusCode())
          .onComplete(sent -> statuses.add(sent.succeeded() ? sent.result() : 0));
    }
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(statuses).hasSize(OFFERED));

    // Then: the answers that were begun are still under way
    assertThat(statuses).containsOnly(200, 503);
    assertThat(statuses.stream().filter(status -> status == 200)).hasSize(PLACES);
    Platform.given().get(READ).then().statusCode(503).header("Retry-After", "1");
    Platform.given()
        .header("Origin", "https://ml.example.org")
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/auth/login")
        .then()
        .statusCode(200);

    // When
    reads.close().toCompletionStage().toCompletableFuture().join();

    // Then
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> Platform.given().get(READ).statusCode() == 200);
  }

  private HttpClient client() {
    return vertx.createHttpClient(
        new HttpClientOptions().setDefaultPort(Platform.port()).setDefaultHost("127.0.0.1"),
        new PoolOptions().setHttp1MaxSize(OFFERED));
  }
}

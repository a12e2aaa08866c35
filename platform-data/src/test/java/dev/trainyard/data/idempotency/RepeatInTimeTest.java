package dev.trainyard.data.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Repeats while the first request runs, after its replica died, and when its answer is old. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RepeatInTimeTest extends ThingTests {

  private static final String CONFLICT = "urn:trainyard:problem:conflict";

  @Inject KeySweep sweep;

  @Test
  void twentyAtOnceMakeOneThing() {
    // When
    List<Response> answers;
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<CompletableFuture<Response>> all =
          IntStream.range(0, 20)
              .mapToObj(
                  i -> CompletableFuture.supplyAsync(() -> post(THINGS, key, body()), threads))
              .toList();
      answers = all.stream().map(CompletableFuture::join).toList();
    }

    // Then
    assertThat(things()).isOne();
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    assertThat(answers.stream().filter(a -> a.header("Idempotency-Replayed") == null)).hasSize(1);
  }

  @Test
  void repeatOfWhatStillRunsIsToldToComeAgain() throws InterruptedException {
    // Given
    var gate = new ThingResource.Gate();
    ThingResource.GATES.put(id, gate);
    CompletableFuture<Response> first =
        CompletableFuture.supplyAsync(() -> post(THINGS, key, body()));
    gate.reached().await();

    // When
    Response repeat = post(THINGS, key, body());
    gate.open().countDown();

    // Then
    repeat
        .then()
        .statusCode(409)
        .header("Retry-After", notNullValue())
        .body("type", equalTo(CONFLICT));
    first.join().then().statusCode(201);
  }

  @Test
  void claimOfADeadHolderIsTakenOverAfterItsLease() {
    // Given
    post(THINGS, key, body()).then().statusCode(201);
    change("DELETE FROM thing WHERE id = " + id);
    change("UPDATE idempotency_key SET status = NULL WHERE key = '" + key + "'");
    post(THINGS, key, body()).then().statusCode(409);
    endLease();

    // When
    Response repeat = post(THINGS, key, body());

    // Then
    repeat.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    assertThat(things()).isOne();
  }

  @Test
  void holderWhoseClaimWasTakenOverChangesNothing() throws InterruptedException {
    // Given
    var gate = new ThingResource.Gate();
    int slow = IDS.incrementAndGet();
    ThingResource.GATES.put(slow, gate);
    CompletableFuture<Response> first =
        CompletableFuture.supplyAsync(() -> post(THINGS, key, Map.of("id", slow)));
    gate.reached().await();
    endLease();

    // When
    Response repeat = post(THINGS, key, body());
    gate.open().countDown();

    // Then
    repeat.then().statusCode(201);
    first.join().then().statusCode(409).header("Retry-After", notNullValue());
    assertThat(things()).isOne();
    assertThat(number("SELECT count(*) FROM thing WHERE id = " + slow)).isZero();
    post(THINGS, key, body()).then().statusCode(201).header("Idempotency-Replayed", "true");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void keyIsFreeAgainWhenItsAnswerIsOld(boolean swept) {
    // Given
    post(THINGS, key, body()).then().statusCode(201);
    change("UPDATE idempotency_key SET created_at = created_at - interval '24 hours 1 second'");
    change("DELETE FROM thing WHERE id = " + id);
    if (swept) {
      sweep.hourly();
      assertThat(number("SELECT count(*) FROM idempotency_key")).isZero();
    }

    // When
    Response repeat = post(THINGS, key, body());

    // Then
    repeat.then().statusCode(201).header("Idempotency-Replayed", nullValue());
  }
}

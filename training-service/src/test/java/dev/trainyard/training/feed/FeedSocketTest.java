package dev.trainyard.training.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.net.http.WebSocketHandshakeException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class FeedSocketTest {

  private final Bench bench = Bench.ofNewUser();

  @TempDir private Path directory;

  @Test
  void everyEventArrivesOnceAndInOrderFromTheFirstOn() throws Exception {
    // Given
    bench.dataset("print a", "metric 1 train/loss 0.5", "progress 1 2", "checkpoint", "exit 1");
    String id = bench.submit();

    // When
    try (FeedClient client = connect()) {
      List<JsonNode> frames = client.subscribe(id, 0).collectUntil(FeedSocketTest::isEnd);

      // Then
      List<JsonNode> events = events(frames);
      assertThat(events)
          .extracting(event -> event.path("seq").asLong())
          .isEqualTo(numbers(1, events.size()));
      assertThat(events)
          .extracting(event -> event.path("kind").asText())
          .contains("state", "log", "metric", "progress", "checkpoint");
      assertThat(events.getLast().path("data").path("state").asText()).isEqualTo("failed");
    }
  }

  @Test
  void replayAfterANumberGoesOverIntoLiveWithoutGap() throws Exception {
    // Given
    Path gate = directory.resolve("gate");
    bench.dataset("spam 500", "await " + gate, "spam 500", "exit 1");
    String id = bench.submit();
    try (FeedClient first = connect()) {
      first.subscribe(id, 0).collectUntil(frame -> frame.path("seq").asLong() == 300);
    }

    // When
    try (FeedClient second = connect()) {
      second.subscribe(id, 300);
      second.next("subscribed");
      Files.createFile(gate);
      List<JsonNode> events = events(second.collectUntil(FeedSocketTest::isEnd));

      // Then
      assertThat(events)
          .extracting(event -> event.path("seq").asLong())
          .isEqualTo(numbers(301, bench.job(id).getLong("lastSeq")));
    }
  }

  @Test
  void unknownAndForbiddenJobsLookAlike() throws Exception {
    // Given
    Bench other = Bench.ofNewUser();
    other.dataset("exit 1");
    String foreign = other.submit();
    String unknown = UUID.randomUUID().toString();

    // When
    try (FeedClient client = connect()) {
      JsonNode ofForeign = client.subscribe(foreign, 0).next("closed");
      JsonNode ofUnknown = client.subscribe(unknown, 0).next("closed");

      // Then
      assertThat(ofForeign.path("reason").asText()).isEqualTo("not-found");
      assertThat(ofUnknown.path("reason").asText()).isEqualTo("not-found");
    }
  }

  @Test
  void deletedJobClosesItsSubscription() throws Exception {
    // Given
    bench.dataset("exit 1");
    String id = bench.submit();
    bench.awaitEnd(id);
    try (FeedClient client = connect()) {
      client.subscribe(id, 0).collectUntil(FeedSocketTest::isEnd);

      // When
      bench.call().delete(Bench.JOBS + "/" + id).then().statusCode(204);

      // Then
      assertThat(client.next("closed").path("reason").asText()).isEqualTo("deleted");
    }
  }

  @Test
  void badFramesAreAnsweredAndTheSocketLives() throws Exception {
    // Given
    try (FeedClient client = connect()) {
      for (String frame :
          List.of("nonsense", "[]", "{\"op\":\"dance\"}", "{\"op\":\"subscribe\",\"job\":7}")) {

        // When
        client.say(frame);

        // Then
        assertThat(client.next("error").path("detail").asText()).isNotEmpty();
      }
      client.say("{\"op\":\"ping\"}").next("pong");
    }
  }

  @Test
  void frameThatIsTooLongEndsTheSocket() throws Exception {
    // Given
    try (FeedClient client = connect()) {

      // When
      client.say("x".repeat(10_000));

      // Then
      assertThat(client.ended()).isTrue();
    }
  }

  @Test
  void subscriptionsOfASocketAreBounded() throws Exception {
    // Given
    bench.dataset("exit 1");
    try (FeedClient client = connect()) {
      for (int i = 0; i < 50; i++) {
        client.subscribe(bench.submit(), 0).next("subscribed");
      }

      // When
      client.subscribe(bench.submit(), 0);

      // Then
      assertThat(client.next("error").path("detail").asText()).contains("50");
    }
  }

  @Test
  void socketBeats() throws Exception {
    // Given
    try (FeedClient client = connect()) {

      // When
      JsonNode frame = client.next("heartbeat");

      // Then
      assertThat(frame.path("at").asText()).endsWith("Z");
    }
  }

  @Test
  void socketEndsWithItsToken() throws Exception {
    // Given
    String token = Tokens.user(bench.name()).life(Duration.ofSeconds(2)).sign();

    // When
    try (FeedClient client = FeedClient.connect(RestAssured.port, token)) {

      // Then
      assertThat(client.closeCode()).isEqualTo(4401);
    }
  }

  @Test
  void upgradeWithoutAValidTokenIsRefused() {
    // When
    var failure = assertThatThrownBy(() -> FeedClient.connect(RestAssured.port, "forged"));

    // Then
    failure
        .cause()
        .isInstanceOfSatisfying(
            WebSocketHandshakeException.class,
            e -> assertThat(e.getResponse().statusCode()).isEqualTo(401));
  }

  @Test
  void readerOfTheNamespaceMayWatch() throws Exception {
    // Given
    bench.dataset("exit 1");
    String id = bench.submit();
    String reader = Tokens.user("rita").in(bench.name(), "reader").sign();

    // When
    try (FeedClient client = FeedClient.connect(RestAssured.port, reader)) {
      JsonNode frame = client.subscribe(id, 0).next("subscribed");

      // Then
      assertThat(frame.path("job").asText()).isEqualTo(id);
    }
  }

  private FeedClient connect() {
    return FeedClient.connect(RestAssured.port, bench.token());
  }

  private static boolean isEnd(JsonNode frame) {
    return List.of("succeeded", "failed", "cancelled")
        .contains(frame.path("data").path("state").asText());
  }

  private static List<JsonNode> events(List<JsonNode> frames) {
    return frames.stream().filter(frame -> frame.path("type").asText().equals("event")).toList();
  }

  private static List<Long> numbers(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }
}

package dev.trainyard.auth.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.FakePeer;
import dev.trainyard.auth.People;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.peer.PeerException;
import dev.trainyard.data.audit.AuditPage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** The trails of the other services in the one search. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class CollectionTest {

  private static final AtomicLong NUMBERS = new AtomicLong();
  private static final String PATH = "/internal/audit";

  @Inject Collection collection;
  @Inject CollectedTrail trail;

  @Test
  void entryOfAnotherServiceIsFoundByTheSameFilters() {
    // Given
    String target = "acme/" + People.freshName("thing");
    FakePeer.tell("dataset", PATH, page(target));

    // When
    collection.collect(Peer.DATASET);

    // Then
    listed(Map.of("target", target))
        .body("items.service", contains("dataset"))
        .body("items[0].action", equalTo("dataset.create"))
        .body("items[0].details.visibility", equalTo("private"));
    listed(Map.of("target", target, "service", "dataset")).body("items", hasSize(1));
    listed(Map.of("target", target, "service", "auth")).body("items", hasSize(0));
    listed(Map.of("target", target, "service", "model")).body("items", hasSize(0));
  }

  @Test
  void sameEntriesAgainChangeNothingAndTheNextPlaceIsAskedFor() {
    // Given
    String target = "acme/" + People.freshName("thing");
    FakePeer.tell("model", PATH, page(target));

    // When
    collection.collect(Peer.MODEL);
    collection.collect(Peer.MODEL);

    // Then
    listed(Map.of("target", target)).body("items", hasSize(1));
    assertThat(FakePeer.asked("model", PATH)).startsWith("GET after=3:" + NUMBERS.get());
  }

  @Test
  void serviceThatDoesNotAnswerHoldsNothingUp() {
    // When
    assertThatThrownBy(() -> collection.collect(Peer.TRAINING)).isInstanceOf(PeerException.class);

    // Then
    assertThat(trail.lease("training", Duration.ofSeconds(1))).isTrue();
    trail.release("training");
  }

  @Test
  void oneReplicaCollectsAtATime() {
    // Given
    String target = "acme/" + People.freshName("thing");
    FakePeer.tell("dataset", PATH, page(target));
    trail.lease("dataset", Duration.ofMinutes(5));

    // When
    collection.collect(Peer.DATASET);

    // Then
    listed(Map.of("target", target)).body("items", hasSize(0));
    trail.release("dataset");
  }

  @Test
  void oneEntryIsReadByItsServiceAndNumber() {
    // Given
    String target = "acme/" + People.freshName("thing");
    FakePeer.tell("dataset", PATH, page(target));
    collection.collect(Peer.DATASET);

    // Then
    one("dataset", NUMBERS.get()).statusCode(200).body("target", equalTo(target));
    one("model", Long.MAX_VALUE / 10).statusCode(404);
    one("auth", 1).statusCode(200).body("service", equalTo("auth"));
    one("nobody", 1).statusCode(404);
  }

  @Test
  void pagesGoOnAcrossTheServices() {
    // Given
    String actor = People.freshName("walker");
    var entries =
        List.of(
            entry(actor, "a", "2026-01-02T00:00:00Z"), entry(actor, "b", "2026-01-01T00:00:00Z"));
    trail.add("dataset", entries);
    trail.add("model", entries);

    // When
    var first = listed(Map.of("actor", actor, "limit", 3));

    // Then
    first.body("items.service", contains("model", "dataset", "model"));
    String cursor = first.extract().path("nextCursor");
    listed(Map.of("actor", actor, "limit", 3, "cursor", cursor))
        .body("items.service", contains("dataset"))
        .body("items.target", contains("b"));
  }

  private static AuditPage.Entry entry(String actor, String target, String at) {
    long number = NUMBERS.incrementAndGet();
    return new AuditPage.Entry(
        5,
        number,
        1_000_000 + number,
        Instant.parse(at),
        UUID.randomUUID(),
        actor,
        "thing.change",
        target,
        "success",
        null,
        null,
        "00");
  }

  private static String page(String target) {
    long number = NUMBERS.incrementAndGet();
    return """
        {"uncollected": 1, "entries": [{"chain": 3, "seq": %d, "id": %d, "at": "%s",
          "actorId": "%s", "actor": "ada", "action": "dataset.create", "target": "%s",
          "outcome": "success", "details": {"visibility": "private"}, "hash": "0011"}]}"""
        .formatted(number, number, Instant.now(), UUID.randomUUID(), target);
  }

  private static ValidatableResponse listed(Map<String, ?> query) {
    return People.administrator()
        .asks()
        .queryParams(query)
        .get("/api/v1/audit")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse one(String service, long id) {
    return People.administrator().asks().get("/api/v1/audit/" + service + "/" + id).then();
  }
}

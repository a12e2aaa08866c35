package dev.trainyard.hub;

import static dev.trainyard.hub.HubApi.add;
import static dev.trainyard.hub.HubApi.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Repositories and commits whose creation is sent again with the same key. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class RepeatedCreationTest {

  private final HubApi ada = HubApi.someone();
  private final String key = UUID.randomUUID().toString();

  @Test
  void repositoryIsMadeOnce() {
    // Given
    Response first = create(ada, Map.of("name", "iris"));

    // When
    Response repeat = create(ada, Map.of("name", "iris"));

    // Then
    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", equalTo(first.header("Location")));
    assertThat(repeat.asString()).isEqualTo(first.asString());
  }

  @Test
  void anotherRepositoryUnderTheSameKeyIsRefused() {
    // Given
    create(ada, Map.of("name", "iris")).then().statusCode(201);

    // When
    Response other = create(ada, Map.of("name", "lilac"));

    // Then
    other.then().statusCode(422);
    ada.request().get(path(ada.name() + "/lilac", "")).then().statusCode(404);
  }

  @Test
  void takenNameIsAConflictWhateverTheKey() {
    // Given
    create(ada, Map.of("name", "iris")).then().statusCode(201);

    // When
    Response other =
        ada.json()
            .header("Idempotency-Key", "another")
            .body(Map.of("name", "iris"))
            .post("/api/v1/datasets");

    // Then
    other.then().statusCode(409).header("Idempotency-Replayed", nullValue());
  }

  @Test
  void formerMemberGetsNothingAgain() {
    // Given
    String organisation = "o" + UUID.randomUUID().toString().substring(0, 8);
    HubApi member = HubApi.as(Tokens.user(ada.name()).in(organisation, "writer"));
    Map<String, Object> request = Map.of("namespace", organisation, "name", "iris");
    create(member, request).then().statusCode(201);

    // When
    Response repeat = create(ada, request);

    // Then
    repeat.then().statusCode(400).body("errors[0].field", equalTo("namespace"));
  }

  @Test
  void twentyEqualCommitsAtOnceAreOne() {
    // Given
    String repository = ada.repository("private");

    // When
    List<Response> answers;
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      List<CompletableFuture<Response>> all =
          IntStream.range(0, 20)
              .mapToObj(i -> CompletableFuture.supplyAsync(() -> commit(repository), threads))
              .toList();
      answers = all.stream().map(CompletableFuture::join).toList();
    }

    // Then
    assertThat(answers).allMatch(answer -> answer.statusCode() == 201);
    assertThat(answers.stream().map(Response::asString).distinct()).hasSize(1);
    ada.request().get(path(repository, "/commits")).then().body("items", hasSize(1));
  }

  @Test
  void refusedCommitMayBeMended() {
    // Given
    String repository = ada.repository("private");
    Map<String, Object> stale =
        Map.of("message", "m", "parent", "0".repeat(40), "operations", ops());
    ada.json()
        .header("Idempotency-Key", key)
        .body(stale)
        .post(path(repository, "/commits"))
        .then()
        .statusCode(412);

    // When
    Response mended = commit(repository);

    // Then
    mended.then().statusCode(201).header("Idempotency-Replayed", nullValue());
  }

  private Response create(HubApi user, Map<String, Object> request) {
    return user.json().header("Idempotency-Key", key).body(request).post("/api/v1/datasets");
  }

  private Response commit(String repository) {
    return ada.json()
        .header("Idempotency-Key", key)
        .body(Map.of("message", "m", "operations", ops()))
        .post(path(repository, "/commits"));
  }

  private static List<HubApi.Operation> ops() {
    return List.of(add("a.txt", "a"));
  }
}

package dev.trainyard.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.People.Person;
import dev.trainyard.testing.DatabaseSearch;
import io.agroal.api.AgroalDataSource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is created here once, however often it is asked for with the same key. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class RepeatedCreationTest {

  @Inject AgroalDataSource dataSource;

  private final String key = UUID.randomUUID().toString();
  private final String org = People.freshName("org");
  private final String organisation = "/api/v1/orgs/" + org;
  private Person owner;

  @BeforeEach
  void organisationIsFounded() {
    owner = People.person("owner");
    owner.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
  }

  @Test
  void organisationIsFoundedOnce() {
    assertRepeats("/api/v1/orgs", Map.of("name", People.freshName("org")));
  }

  @Test
  void teamIsMadeOnce() {
    assertRepeats(organisation + "/teams", Map.of("name", "data"));
  }

  @Test
  void exportIsAskedForOnce() {
    // Given
    Response first = send("/api/v1/privacy/export", null);

    // When
    Response repeat = send("/api/v1/privacy/export", null);

    // Then
    first.then().statusCode(202);
    repeat.then().statusCode(202).header("Idempotency-Replayed", "true");
    assertThat(repeat.asString()).isEqualTo(first.asString());
  }

  @Test
  void tokenIsMadeOnceAndShownOnce() throws SQLException {
    // Given
    Map<String, Object> body = Map.of("name", "ci", "scope", "read");
    String secret = send("/api/v1/tokens", body).then().statusCode(201).extract().path("token");

    // When
    Response repeat = send("/api/v1/tokens", body);

    // Then
    assertNamed(repeat, "The token ci was made with this key");
    owner.asks().get("/api/v1/tokens").then().body("items", hasSize(1));
    assertNowhere(secret);
  }

  @Test
  void robotAndItsNextSecretAreMadeOnceAndShownOnce() throws SQLException {
    // Given
    Map<String, Object> body =
        Map.of("name", "ci", "role", "writer", "scopes", List.of("write"), "expiresInDays", 9);
    String robots = organisation + "/robots";
    String first = send(robots, body).then().statusCode(201).extract().path("secrets[0].token");
    String rotate = UUID.randomUUID().toString();
    String next =
        send(robots + "/ci/rotate", rotate, null)
            .then()
            .statusCode(200)
            .extract()
            .path("secrets[0].token");

    // When
    Response repeat = send(robots, body);
    Response rotatedAgain = send(robots + "/ci/rotate", rotate, null);

    // Then
    assertNamed(repeat, "The robot " + org + "+ci was made with this key");
    assertNamed(rotatedAgain, "A new secret of the robot " + org + "+ci was made with this key");
    People.exchange("token", first).then().statusCode(200);
    People.exchange("token", next).then().statusCode(200);
    assertNowhere(first);
    assertNowhere(next);
  }

  @Test
  void invitationIsMadeOnceAndShownOnce() throws SQLException {
    // Given
    Map<String, Object> body = Map.of("organisation", org, "role", "reader");
    Response first = send("/api/v1/auth/invitations", body);
    first.then().statusCode(201);

    // When
    Response repeat = send("/api/v1/auth/invitations", body);

    // Then
    assertNamed(repeat, "The invitation " + first.path("id") + " was made with this key");
    owner.asks().get("/api/v1/auth/invitations").then().body("items", hasSize(1));
    assertNowhere(first.path("token"));
  }

  @Test
  void whoLostTheRightGetsNothingAgain() {
    // Given
    Person helper = People.person("helper");
    String member = organisation + "/members/" + helper.name();
    owner.asks().body(Map.of("role", "maintainer")).put(member).then().statusCode(200);
    Map<String, Object> body = Map.of("name", "data");
    asks(helper, organisation + "/teams", key, body).then().statusCode(201);
    owner.asks().delete(member).then().statusCode(204);

    // When
    Response repeat = asks(helper, organisation + "/teams", key, body);

    // Then
    repeat.then().statusCode(404).header("Idempotency-Replayed", nullValue());
  }

  @Test
  void repeatNeedsAFreshProofAsTheFirstRequestDid() {
    // Given
    Map<String, Object> body = Map.of("name", "ci", "scope", "read");
    send("/api/v1/tokens", body).then().statusCode(201);

    // When
    Response repeat;
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      repeat = send("/api/v1/tokens", body);
    }

    // Then
    repeat.then().statusCode(403).body("type", equalTo("urn:trainyard:problem:step-up-required"));
  }

  @Test
  void manyAtOnceMakeOneToken() throws InterruptedException {
    // When
    Set<Integer> statuses =
        new HashSet<>(
            Together.call(
                i -> send("/api/v1/tokens", Map.of("name", "ci", "scope", "read")).statusCode()));

    // Then
    assertThat(statuses).containsExactlyInAnyOrder(201, 409);
    owner.asks().get("/api/v1/tokens").then().body("items", hasSize(1));
  }

  private void assertRepeats(String path, Map<String, Object> body) {
    // Given
    Response first = send(path, body);

    // When
    Response repeat = send(path, body);

    // Then
    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", first.header("Location"));
    assertThat(repeat.asString()).isEqualTo(first.asString());
  }

  private static void assertNamed(Response repeat, String what) {
    repeat
        .then()
        .statusCode(409)
        .body("type", equalTo("urn:trainyard:problem:conflict"))
        .body("detail", containsString(what));
  }

  private void assertNowhere(String secret) throws SQLException {
    try (Connection connection = dataSource.getConnection()) {
      assertThat(DatabaseSearch.places(connection, secret)).isEmpty();
    }
  }

  private Response send(String path, Map<String, Object> body) {
    return send(path, key, body);
  }

  private Response send(String path, String withKey, Map<String, Object> body) {
    return asks(owner, path, withKey, body);
  }

  private static Response asks(
      Person person, String path, String withKey, Map<String, Object> body) {
    var request = person.asks().header("Idempotency-Key", withKey);
    return (body == null ? request : request.body(body)).post(path);
  }
}

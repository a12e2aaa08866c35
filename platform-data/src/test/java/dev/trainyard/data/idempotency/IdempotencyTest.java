package dev.trainyard.data.idempotency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.data.person.ErasedPerson;
import dev.trainyard.data.person.PersonExport;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a repeat with the same key does, and what it does not, in a service that makes things. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
class IdempotencyTest extends ThingTests {

  private static final String REUSED = "urn:trainyard:problem:idempotency-key-reused";
  private static final String CONFLICT = "urn:trainyard:problem:conflict";

  @Inject PersonalKeys personal;
  @Inject PersonExport export;

  @Test
  void repeatGetsTheFirstAnswerAgain() {
    // Given
    Response first = post(THINGS, key, body());

    // When
    Response repeat = post(THINGS, key, body());

    // Then
    first.then().statusCode(201).header("Idempotency-Replayed", nullValue());
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", equalTo("true"))
        .header("Location", equalTo(first.header("Location")))
        .header("Content-Type", equalTo(first.header("Content-Type")));
    assertThat(repeat.asString()).isEqualTo(first.asString());
  }

  @Test
  void withoutAKeyEveryRequestIsItsOwn() {
    // Given
    post(THINGS, null, body()).then().statusCode(201);

    // When
    Response second = post(THINGS, null, body());

    // Then
    second.then().statusCode(500);
    assertThat(number("SELECT count(*) FROM idempotency_key WHERE caller_id = '" + id() + "'"))
        .isZero();
  }

  @Test
  void theAnswerIsKeptInTheTransactionOfTheChange() {
    // When
    post(THINGS, key, body()).then().statusCode(201);

    // Then
    assertThat(
            number(
                "SELECT count(*) FROM thing t, idempotency_key k WHERE t.id = %d AND k.key = '%s'"
                        .formatted(id, key)
                    + " AND t.xmin = k.xmin"))
        .isOne();
  }

  @Test
  void orderOfFieldsDoesNotCount() {
    // Given
    String one = "{\"id\": %d, \"note\": \"n\", \"more\": {\"a\": 1, \"b\": 2}}".formatted(id);
    String other = "{\"more\":{\"b\":2,\"a\":1},\"note\":\"n\",\"id\":%d}".formatted(id);
    post(THINGS, key, one).then().statusCode(201);

    // When
    Response repeat = post(THINGS, key, other);

    // Then
    repeat.then().statusCode(201).header("Idempotency-Replayed", "true");
  }

  @Test
  void keyBelongsToOneContent() {
    // Given
    post(THINGS, key, body()).then().statusCode(201);

    // When
    Response other = post(THINGS, key, Map.of("id", id, "note", "another"));

    // Then
    other.then().statusCode(422).body("type", equalTo(REUSED));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/things/there", "/things/here/prepared"})
  void keyBelongsToOnePathAndOperation(String path) {
    // Given
    post(THINGS, key, body()).then().statusCode(201);

    // When
    Response other = post(path, key, body());

    // Then
    other
        .then()
        .statusCode(422)
        .body("type", equalTo(REUSED))
        .body("detail", containsString("POST /things/{place} "));
  }

  @Test
  void keysOfTwoCallersNeverMeet() {
    // Given
    post(THINGS, key, body()).then().statusCode(201);
    Map<String, Object> own = Map.of("id", IDS.incrementAndGet());

    // When
    Response other = as(user + "x", THINGS, key, own);

    // Then
    other.then().statusCode(201).header("Idempotency-Replayed", nullValue());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two words", "schlüssel", "LONG"})
  void malformedKeyIsRefusedByItsName(String malformed) {
    // When
    Response refused = post(THINGS, malformed.equals("LONG") ? "x".repeat(256) : malformed, body());

    // Then
    refused.then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
    assertThat(things()).isZero();
  }

  @Test
  void twoKeysAreRefused() {
    // When
    Response refused =
        Tokens.as(Tokens.user(user))
            .contentType(ContentType.JSON)
            .body(body())
            .header("Idempotency-Key", key, "another")
            .post(THINGS);

    // Then
    refused.then().statusCode(400).body("errors[0].field", equalTo("Idempotency-Key"));
  }

  @Test
  void refusedRequestMayBeMendedUnderItsKey() {
    // Given
    post(THINGS, key, Map.of("id", id, "note", "fail")).then().statusCode(409);
    assertThat(things()).isZero();

    // When
    Response mended = post(THINGS, key, body());

    // Then
    mended.then().statusCode(201).header("Idempotency-Replayed", nullValue());
  }

  @Test
  void secretIsNeverKept() throws SQLException {
    // Given
    String number =
        post(THINGS + "/secrets", key, body()).then().statusCode(201).extract().path("number");

    // When
    Response repeat = post(THINGS + "/secrets", key, body());

    // Then
    repeat
        .then()
        .statusCode(409)
        .body("type", equalTo(CONFLICT))
        .body("detail", containsString("The thing %d was made with this key".formatted(id)));
    assertThat(places(number)).isEmpty();
    assertThat(things()).isOne();
  }

  @Test
  void answerWithoutABodyIsRepeatedToo() {
    // Given
    post(THINGS + "/prepared", key, body()).then().statusCode(202);

    // When
    Response repeat = post(THINGS + "/prepared", key, body());

    // Then
    repeat.then().statusCode(202).header("Idempotency-Replayed", "true");
    assertThat(repeat.asString()).isEmpty();
  }

  @Test
  void answerThatIsNoSuccessIsNotKept() {
    // Given
    post(THINGS + "/prepared", key, Map.of("id", -id));
    change("DELETE FROM thing WHERE id = " + -id);

    // When
    Response second = post(THINGS + "/prepared", key, Map.of("id", -id));

    // Then
    second.then().statusCode(409).header("Idempotency-Replayed", nullValue());
  }

  @Test
  void whatIsTooLargeToKeepIsNotMadeTwice() {
    // Given
    Map<String, Object> large = Map.of("id", id, "note", "x".repeat(70_000));
    post(THINGS, key, large).then().statusCode(201);

    // When
    Response repeat = post(THINGS, key, large);

    // Then
    repeat.then().statusCode(409).body("detail", containsString("too large to be kept"));
  }

  @Test
  void personIsToldOfKeysAndForgotten() throws IOException, SQLException {
    // Given
    UUID person = Tokens.idOf(user);
    post(THINGS, key, body()).then().statusCode(201);
    String others = UUID.randomUUID().toString();
    as("v" + user, THINGS, others, Map.of("id", IDS.incrementAndGet(), "note", "for " + user))
        .then()
        .statusCode(201);
    var told = new ByteArrayOutputStream();
    export.write(person, user, told);
    Map<String, Long> counts = new HashMap<>();

    // When
    personal.erase(
        new ErasedPerson(person, user, List.of(), UUID.randomUUID(), "deleted-0123abcd", false),
        counts);

    // Then
    assertThat(told.toString(StandardCharsets.UTF_8))
        .contains("{\"kind\":\"idempotencyKey\",\"data\":{\"key\":\"" + key + "\",\"operation\":");
    assertThat(counts).containsEntry("idempotencyKeys", 2L);
    assertThat(places(person.toString())).isEmpty();
    assertThat(places(user)).isEmpty();
  }
}

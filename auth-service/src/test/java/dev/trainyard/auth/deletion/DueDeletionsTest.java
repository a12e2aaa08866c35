package dev.trainyard.auth.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.sql.Rows;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens when the time to take it back is over. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class DueDeletionsTest {

  private static final Duration AFTER = Duration.ofDays(14).plusMinutes(1);

  @Inject DueDeletions deletions;
  @Inject Rows rows;

  /** Nobody carries these out, and other tests count those that wait. */
  @AfterEach
  void forgetErasures() {
    String waiting = " WHERE completed_at IS NULL";
    rows.update(
        "DELETE FROM erasure_step WHERE erasure_id IN (SELECT id FROM erasure" + waiting + ")");
    rows.update("DELETE FROM erasure" + waiting);
  }

  @Test
  void nobodyGoesBeforeTheTime() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);

    // When
    try (var _ = ShiftedClock.forward(Duration.ofDays(13))) {
      deletions.deleteDue();
    }

    // Then
    assertThat(erasures(ada)).isZero();
    Leaver.signIn(ada).then().statusCode(202);
  }

  @Test
  void thePersonIsErasedAndNothingBringsTheAccountBack() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);
    String challenge = Leaver.signIn(ada).path("challenge");

    // When
    due();

    // Then
    assertThat(erasures(ada)).isOne();
    assertThat(
            rows.first(
                "SELECT addresses[1] FROM erasure WHERE name = ?",
                row -> row.getString(1),
                ada.name()))
        .contains(Leaver.email(ada));
    Leaver.signIn(ada).then().statusCode(401);
    Leaver.signInAgain(challenge).then().statusCode(401);
    Leaver.decide(ada, "activate").then().statusCode(409).body("detail", containsString("erased"));
  }

  @Test
  void accountsThatWereKeptStay() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);
    Leaver.signInAgain(Leaver.signIn(ada).path("challenge")).then().statusCode(200);

    // When
    due();

    // Then
    assertThat(erasures(ada)).isZero();
    Leaver.signIn(ada).then().statusCode(200);
  }

  @Test
  void replicasThatLookAtTheSameTimeBeginOneErasureOfEach() throws InterruptedException {
    // Given
    List<Person> people = Stream.generate(() -> People.person("ada")).limit(5).toList();
    people.forEach(person -> Leaver.ask(person).then().statusCode(202));

    // When
    int dealtWith;
    try (var _ = ShiftedClock.forward(AFTER)) {
      dealtWith = Together.call(i -> deletions.deleteDue()).stream().mapToInt(n -> n).sum();
    }

    // Then
    assertThat(people).allSatisfy(person -> assertThat(erasures(person)).isOne());
    assertThat(dealtWith).isGreaterThanOrEqualTo(people.size());
  }

  @Test
  void onlyOwnerWaitsUntilThereIsAnother() {
    // Given
    Person ada = People.person("ada");
    Person ben = People.person("ben");
    Leaver.organisationOf(ada, ben);
    Leaver.ask(ada).then().statusCode(202);
    Leaver.decide(ben, "deactivate").then().statusCode(200);

    // When
    due();

    // Then
    assertThat(erasures(ada)).isZero();

    // When
    Leaver.decide(ben, "activate").then().statusCode(200);
    try (var _ = ShiftedClock.forward(AFTER.plusDays(1))) {
      deletions.deleteDue();
    }

    // Then
    assertThat(erasures(ada)).isOne();
  }

  @Test
  void administratorErasesAnAccountThatWaits() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);
    String challenge = Leaver.signIn(ada).path("challenge");

    // When
    People.administrator()
        .asks()
        .body(Map.of("name", ada.name()))
        .post("/api/v1/privacy/erasures")
        .then()
        .statusCode(202);

    // Then
    Leaver.signInAgain(challenge).then().statusCode(401);
    Leaver.signIn(ada).then().statusCode(401);
    Leaver.decide(ada, "activate").then().statusCode(409);
  }

  private void due() {
    try (var _ = ShiftedClock.forward(AFTER)) {
      deletions.deleteDue();
    }
  }

  private int erasures(Person person) {
    return rows.first(
            "SELECT count(*) FROM erasure WHERE name = ?", row -> row.getInt(1), person.name())
        .orElseThrow();
  }
}

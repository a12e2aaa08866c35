package dev.trainyard.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.organisation.OrganisationErased;
import dev.trainyard.auth.sql.Rows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Erasures that every other service has acknowledged and that fail here. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class UnfinishedErasureTest {

  @Inject ErasureDelivery delivery;
  @Inject ErasureStore store;
  @Inject StubbornData stubborn;
  @Inject Rows rows;
  @Inject Event<PersonErased> people;
  @Inject Event<OrganisationErased> organisations;

  @Test
  void nobodyTakesTheNameOfAPersonBeforeAllIsErased() {
    // Given
    Person heir = People.person("heir");
    String name = People.person("gone").name();
    UUID erasure = erasureOfPerson(name);
    stubborn.keep(name);

    // When
    delivery.deliver();

    // Then
    assertThat(isComplete(erasure)).isFalse();
    found(heir, name).then().statusCode(409);

    // When
    stubborn.give(name);
    itsTurnComes(erasure);
    delivery.deliver();

    // Then
    assertThat(isComplete(erasure)).isTrue();
    found(heir, name).then().statusCode(201);
  }

  @Test
  void nobodyTakesTheNameOfAnOrganisationBeforeAllIsErased() {
    // Given
    Person heir = People.person("heir");
    String name = People.freshName("org");
    found(People.person("owner"), name).then().statusCode(201);
    UUID erasure = erasureOfOrganisation(name);
    stubborn.keep(name);

    // When
    delivery.deliver();

    // Then
    assertThat(isComplete(erasure)).isFalse();
    found(heir, name).then().statusCode(409);

    // When
    stubborn.give(name);
    itsTurnComes(erasure);
    delivery.deliver();

    // Then
    assertThat(isComplete(erasure)).isTrue();
    found(heir, name).then().statusCode(201);
  }

  @Test
  void nameThatSomebodyHasMeanwhileStaysHis() {
    // Given
    String name = People.person("gone").name();
    UUID erasure = erasureOfPerson(name);

    // When
    store.complete(erasure);

    // Then
    assertThat(isComplete(erasure)).isTrue();
    assertThat(
            rows.first("SELECT kind FROM namespace WHERE name = ?", row -> row.getString(1), name))
        .contains("user");
  }

  @Test
  void oneThatFailsLetsTheOthersPassAndWaits() {
    // Given
    String stays = People.person("stays").name();
    UUID failing = erasureOfPerson(stays);
    UUID other = erasureOfPerson(People.person("goes").name());
    stubborn.keep(stays);

    // When
    delivery.deliver();
    delivery.deliver();

    // Then
    assertThat(isComplete(failing)).isFalse();
    assertThat(isComplete(other)).isTrue();
    assertThat(
            rows.first(
                "SELECT finish_attempts FROM erasure WHERE id = ? AND finish_at > now()",
                row -> row.getInt(1),
                failing))
        .contains(1);

    // When
    stubborn.give(stays);
    itsTurnComes(failing);
    delivery.deliver();

    // Then
    assertThat(isComplete(failing)).isTrue();
  }

  @Test
  void oneReplicaGetsAnErasure() throws InterruptedException {
    // Given
    UUID erasure = erasureOfPerson(People.person("gone").name());

    // When
    List<Optional<UUID>> claims = Together.call(i -> store.acknowledged(0));

    // Then
    assertThat(claims).containsOnlyOnce(Optional.of(erasure));
  }

  private UUID erasureOfPerson(String name) {
    rows.update("UPDATE account SET active = false WHERE name = ?", name);
    UUID id = id("account", name);
    QuarkusTransaction.requiringNew()
        .run(() -> people.fire(new PersonErased(id, name, List.of(name + "@example.org"))));
    return acknowledged(id);
  }

  private UUID erasureOfOrganisation(String name) {
    rows.update("UPDATE organisation SET deletion_at = now(), going = true WHERE name = ?", name);
    UUID id = id("organisation", name);
    QuarkusTransaction.requiringNew()
        .run(() -> organisations.fire(new OrganisationErased(id, name)));
    return acknowledged(id);
  }

  private UUID id(String table, String name) {
    return rows.first(
            "SELECT id FROM " + table + " WHERE name = ?",
            row -> row.getObject(1, UUID.class),
            name)
        .orElseThrow();
  }

  /** Every other service has done its part. */
  private UUID acknowledged(UUID person) {
    UUID erasure = store.of(person).orElseThrow();
    rows.update("UPDATE erasure_step SET done_at = now() WHERE erasure_id = ?", erasure);
    return erasure;
  }

  private void itsTurnComes(UUID erasure) {
    rows.update("UPDATE erasure SET finish_at = now() WHERE id = ?", erasure);
  }

  private boolean isComplete(UUID erasure) {
    return store.person(erasure).isEmpty();
  }

  private static Response found(Person founder, String name) {
    return founder.asks().body(Map.of("name", name)).post("/api/v1/orgs");
  }
}

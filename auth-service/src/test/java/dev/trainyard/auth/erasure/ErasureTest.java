package dev.trainyard.auth.erasure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.FakePeer;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.organisation.OrganisationErased;
import dev.trainyard.auth.peer.Peer;
import dev.trainyard.auth.sql.Rows;
import dev.trainyard.data.audit.AuditVerification;
import dev.trainyard.testing.DatabaseSearch;
import io.agroal.api.AgroalDataSource;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Erasures, with services beside this one that answer as they are told. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class ErasureTest {

  private static final String ERASURES = "/api/v1/privacy/erasures";

  @Inject ErasureDelivery delivery;
  @Inject AuditVerification verification;
  @Inject Rows rows;
  @Inject AgroalDataSource dataSource;
  @Inject Event<PersonErased> erased;
  @Inject Event<OrganisationErased> organisations;

  @Test
  void erasureIsCompleteOnlyWhenEveryServiceHasAcknowledged() throws SQLException {
    // Given
    Person person = People.person("zyxwvara");
    String organisation = organisationOf(person, People.person("heir"));
    deactivate(person.name());
    String id = begin(person.name()).statusCode(202).extract().path("id");
    acknowledge(id, Peer.DATASET);
    acknowledge(id, Peer.MODEL);

    // When
    delivery.deliver();

    // Then
    read(id)
        .body("completedAt", nullValue())
        .body("steps.find { it.service == 'dataset' }.counts.things", equalTo(7))
        .body("steps.find { it.service == 'training' }.doneAt", nullValue())
        .body("steps.find { it.service == 'training' }.failure", containsString("answered 503"));

    // When
    acknowledge(id, Peer.TRAINING);
    rows.update("UPDATE erasure_step SET next_at = now() WHERE erasure_id = ?::uuid", id);
    delivery.deliver();

    // Then
    read(id).body("completedAt", notNullValue()).body("steps", hasSize(3));
    assertThat(FakePeer.asked("dataset", "/internal/erasures/" + id))
        .contains(person.name(), "\"pseudonym\":\"deleted-");
    try (Connection connection = dataSource.getConnection()) {
      assertThat(DatabaseSearch.places(connection, person.name())).isEmpty();
    }
    assertThat(verification.verify().findings()).isEmpty();
    People.administrator().asks().get("/api/v1/orgs/" + organisation).then().statusCode(200);
  }

  @Test
  void organisationGoesWithItsNameAndTheTrailKeepsWhatWasDone() {
    // Given
    Person owner = People.person("owner");
    String organisation = People.freshName("org");
    owner.asks().body(Map.of("name", organisation)).post("/api/v1/orgs").then().statusCode(201);
    owner
        .asks()
        .body(Map.of("name", "team"))
        .post("/api/v1/orgs/" + organisation + "/teams")
        .then()
        .statusCode(201);
    rows.update(
        "UPDATE organisation SET deletion_at = now(), going = true WHERE name = ?", organisation);
    UUID gone =
        rows.first(
                "SELECT id FROM organisation WHERE name = ?",
                row -> row.getObject(1, UUID.class),
                organisation)
            .orElseThrow();
    QuarkusTransaction.requiringNew()
        .run(() -> organisations.fire(new OrganisationErased(gone, organisation)));
    String id =
        rows.first("SELECT id FROM erasure WHERE person = ?", row -> row.getString(1), gone)
            .orElseThrow();
    List.of(Peer.values()).forEach(peer -> acknowledge(id, peer));

    // When
    delivery.deliver();

    // Then
    read(id).body("completedAt", notNullValue());
    assertThat(FakePeer.asked("model", "/internal/erasures/" + id))
        .contains(organisation, "\"organisation\":true");
    owner.asks().body(Map.of("name", organisation)).post("/api/v1/orgs").then().statusCode(201);
    assertThat(
            rows.list(
                "SELECT action FROM audit_entry WHERE target = ?",
                row -> row.getString(1),
                organisation))
        .contains("organisation.create", "namespace.erase");
  }

  @Test
  void everyTableWithRowsOfAnOrganisationIsErased() {
    assertThat(OwnOrganisations.THEIRS)
        .containsExactlyInAnyOrderElementsOf(tablesWith("organisation_id"));
  }

  @Test
  void activeAccountsAndOnlyOwnersStay() {
    Person person = People.person("owner");
    String organisation = People.freshName("org");
    person.asks().body(Map.of("name", organisation)).post("/api/v1/orgs").then().statusCode(201);

    begin(person.name()).statusCode(409).body("detail", containsString("deactivated"));
    deactivate(person.name());
    begin(person.name()).statusCode(409).body("detail", containsString(organisation));
    begin("nobody-of-this-name").statusCode(404);
    begin("x".repeat(97)).statusCode(400);
    read("no-number", 404);
    read(UUID.randomUUID().toString(), 404);
  }

  @Test
  void everyTableWithRowsOfAnAccountIsErased() {
    assertThat(OwnData.THEIRS).containsExactlyInAnyOrderElementsOf(tablesWith("account_id"));
  }

  @Test
  void eventBeginsOneErasureHoweverOftenItComes() {
    // Given
    var person = new PersonErased(UUID.randomUUID(), "gone", List.of("gone@example.org"));

    // When
    for (int i = 0; i < 2; i++) {
      QuarkusTransaction.requiringNew().run(() -> erased.fire(person));
    }

    // Then
    assertThat(
            rows.list(
                "SELECT s.service FROM erasure e JOIN erasure_step s ON s.erasure_id = e.id"
                    + " WHERE e.person = ? ORDER BY 1",
                row -> row.getString(1),
                person.id()))
        .containsExactly("dataset", "model", "training");
  }

  private List<String> tablesWith(String column) {
    return rows.list(
        "SELECT c.table_name FROM information_schema.columns c"
            + " JOIN information_schema.tables t USING (table_schema, table_name)"
            + " WHERE c.column_name = ? AND t.table_type = 'BASE TABLE'",
        row -> row.getString(1),
        column);
  }

  private static String organisationOf(Person... owners) {
    String organisation = People.freshName("org");
    owners[0].asks().body(Map.of("name", organisation)).post("/api/v1/orgs").then().statusCode(201);
    owners[0]
        .asks()
        .body(Map.of("role", "owner"))
        .put("/api/v1/orgs/" + organisation + "/members/" + owners[1].name())
        .then()
        .statusCode(200);
    return organisation;
  }

  private static void deactivate(String name) {
    People.administrator()
        .asks()
        .post("/api/v1/users/" + name + "/deactivate")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse begin(String name) {
    return People.administrator().asks().body(Map.of("name", name)).post(ERASURES).then();
  }

  private static ValidatableResponse read(String id) {
    return read(id, 200);
  }

  private static ValidatableResponse read(String id, int status) {
    return People.administrator().asks().get(ERASURES + "/" + id).then().statusCode(status);
  }

  private static void acknowledge(String id, Peer peer) {
    FakePeer.tell(
        peer.text(),
        "/internal/erasures/" + id,
        "{\"id\": \"%s\", \"at\": \"2026-01-01T00:00:00Z\", \"counts\": {\"things\": 7}}"
            .formatted(id));
  }
}

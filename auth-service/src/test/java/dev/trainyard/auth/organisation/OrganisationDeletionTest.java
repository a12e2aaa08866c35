package dev.trainyard.auth.organisation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.WithMail;
import dev.trainyard.auth.sql.Rows;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How organisations end, and how they are kept after all. */
@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class OrganisationDeletionTest {

  private static final Duration AFTER = Duration.ofDays(14).plusMinutes(1);

  SmtpServer server;
  @Inject DueOrganisations due;
  @Inject Rows rows;
  private Person ada;
  private String acme;

  @BeforeEach
  void somebodyOwnsAnOrganisation() {
    ada = People.person("ada");
    acme = People.freshName("acme");
    ada.asks().body(Map.of("name", acme)).post("/api/v1/orgs").then().statusCode(201);
  }

  /** Nobody carries these out, and other tests count those that wait. */
  @AfterEach
  void forgetErasures() {
    rows.update("DELETE FROM erasure_step");
    rows.update("DELETE FROM erasure");
  }

  @Test
  void allRightsInItEndAtOnceAndEveryOwnerIsTold() {
    // Given
    Person ben = member("ben", "owner");
    Person eve = member("eve", "reader");
    String robot = robot();

    // When
    ask(ada, acme).then().statusCode(202).body("effectiveAt", notNullValue());

    // Then
    eve.asks().get("/api/v1/orgs/" + acme).then().statusCode(404);
    ada.asks().get("/api/v1/orgs/" + acme).then().statusCode(404);
    ada.asks().get("/api/v1/orgs").then().body("items", empty());
    ada.asks().get("/api/v1/auth/session").then().body("namespaces.name", equalTo(names(ada)));
    People.exchange("token", robot).then().statusCode(401);
    for (Person owner : List.of(ada, ben)) {
      assertThat(server.await(owner.name() + "@example.org", "will be deleted").text())
          .contains(acme, ada.name());
    }
    assertThat(server.about(eve.name() + "@example.org", "will be deleted")).isEmpty();
    assertThat(People.auditActions(ada)).contains("organisation.delete");
    ada.asks().body(Map.of("name", acme)).post("/api/v1/orgs").then().statusCode(409);
  }

  @Test
  void robotWithAnAccessTokenOfBeforeIsNobody() {
    // Given
    String jwt = People.exchange("token", robot()).then().statusCode(200).extract().path("jwt");
    whoami(jwt).then().statusCode(200);

    // When
    ask(ada, acme).then().statusCode(202);

    // Then
    whoami(jwt).then().statusCode(401);
  }

  @Test
  void whoIsNoOwnerWaitsForNobodyAndNobodyWaitsForHim() {
    // Given
    Person eve = member("eve", "maintainer");
    ask(ada, acme).then().statusCode(202);
    String path = "/api/v1/orgs/" + acme + "/deletion";

    // Then
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              rows.list(
                  "SELECT id FROM organisation WHERE name = ? FOR UPDATE",
                  row -> row.getString(1),
                  acme);
              eve.asks().get(path).then().statusCode(404);
              eve.asks().delete(path).then().statusCode(404);
              ada.asks().get(path).then().statusCode(200);
            });
  }

  @Test
  void onlyOwnersWhoJustProvedToBeThereAndOnlyByItsName() {
    // Given
    Person maintainer = member("mia", "maintainer");

    // Then
    ask(maintainer, acme).then().statusCode(403);
    ask(People.person("eve"), acme).then().statusCode(404);
    ask(ada, "another").then().statusCode(400).body("errors.field", hasItem("name"));
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      ask(ada, acme).then().statusCode(403);
    }
    ada.asks().get("/api/v1/orgs/" + acme).then().statusCode(200);
  }

  @Test
  void anyOwnerTakesItBackWithAllRights() {
    // Given
    Person ben = member("ben", "owner");
    Person eve = member("eve", "reader");
    String robot = robot();
    String end = ask(ada, acme).then().statusCode(202).extract().path("effectiveAt");
    String path = "/api/v1/orgs/" + acme + "/deletion";

    // When
    eve.asks().get(path).then().statusCode(404);
    eve.asks().delete(path).then().statusCode(404);
    ben.asks().get(path).then().statusCode(200).body("effectiveAt", equalTo(end));
    eve.asks().get("/api/v1/orgs?waiting=true").then().body("items", empty());
    ben.asks()
        .get("/api/v1/orgs?waiting=true")
        .then()
        .body("items.name", equalTo(List.of(acme)))
        .body("items[0].deletionAt", equalTo(end));
    ben.asks().delete(path).then().statusCode(204);

    // Then
    eve.asks().get("/api/v1/orgs/" + acme).then().statusCode(200);
    People.exchange("token", robot).then().statusCode(200);
    server.await(ada.name() + "@example.org", "stays");
    assertThat(People.auditActions(ben)).contains("organisation.restore");
    ben.asks().delete(path).then().statusCode(404);
  }

  @Test
  void administratorSeesTheDateAndTakesItBack() {
    // Given
    String end = ask(ada, acme).then().statusCode(202).extract().path("effectiveAt");

    // Then
    People.administrator()
        .asks()
        .get("/api/v1/orgs/" + acme)
        .then()
        .statusCode(200)
        .body("deletionAt", equalTo(end));
    People.administrator()
        .asks()
        .delete("/api/v1/orgs/" + acme + "/deletion")
        .then()
        .statusCode(204);
    ada.asks().get("/api/v1/orgs/" + acme).then().statusCode(200);
  }

  @Test
  void whoOwnsOnlyWhatGoesMayGo() {
    // Given
    ask(ada, acme).then().statusCode(202);

    // Then
    ada.asks()
        .body(Map.of("name", ada.name()))
        .post("/api/v1/users/me/deletion")
        .then()
        .statusCode(202);
  }

  @Test
  void nothingGoesBeforeTheTimeAndOnceAfterIt() throws InterruptedException {
    // Given
    ask(ada, acme).then().statusCode(202);

    // When
    try (var _ = ShiftedClock.forward(Duration.ofDays(13))) {
      due.deleteDue();
    }

    // Then
    assertThat(erasures()).isZero();

    // When
    try (var _ = ShiftedClock.forward(AFTER)) {
      Together.call(i -> due.deleteDue());
    }

    // Then
    assertThat(erasures()).isOne();
    ada.asks().delete("/api/v1/orgs/" + acme + "/deletion").then().statusCode(404);
  }

  private Person member(String prefix, String role) {
    Person member = People.person(prefix);
    ada.asks()
        .body(Map.of("role", role))
        .put("/api/v1/orgs/" + acme + "/members/" + member.name())
        .then()
        .statusCode(200);
    return member;
  }

  private String robot() {
    return ada.asks()
        .body(Map.of("name", "ci", "role", "reader", "scopes", List.of("read"), "expiresInDays", 1))
        .post("/api/v1/orgs/" + acme + "/robots")
        .then()
        .statusCode(201)
        .extract()
        .path("secrets[0].token");
  }

  private static Response whoami(String jwt) {
    return People.anonymous().auth().oauth2(jwt).get("/api/whoami-v2");
  }

  private Response ask(Person person, String again) {
    return person.asks().body(Map.of("name", again)).post("/api/v1/orgs/" + acme + "/deletion");
  }

  private int erasures() {
    return rows.first(
            "SELECT count(*) FROM erasure WHERE name = ? AND organisation",
            row -> row.getInt(1),
            acme)
        .orElseThrow();
  }

  private static List<String> names(Person person) {
    return List.of(person.name());
  }
}

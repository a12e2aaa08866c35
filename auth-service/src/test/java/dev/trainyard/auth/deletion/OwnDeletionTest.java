package dev.trainyard.auth.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.SmtpServer.Message;
import dev.trainyard.auth.mail.WithMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;

/** Asking for it, and the link that takes it back. */
@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class OwnDeletionTest {

  private static final String ASKED = "account at Trainyard will be deleted";
  private static final String STAYS = "account at Trainyard stays";

  SmtpServer server;

  @Test
  void everythingEndsAtOnceAndTheMailSaysUntilWhenItCanBeTakenBack() {
    // Given
    Person ada = People.person("ada");
    String token = ada.token("write");

    // When
    Response answer = Leaver.ask(ada);

    // Then
    answer.then().statusCode(202);
    Instant end = Instant.parse(answer.path("effectiveAt"));
    assertThat(end).isBetween(now().plusSeconds(-60 + days(14)), now().plusSeconds(days(14)));
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.exchange("token", token).then().statusCode(401);
    Message mail = server.await(Leaver.email(ada), ASKED);
    assertThat(mail.text())
        .contains(WithMail.ORIGIN + "/restore-account#", end.toString().substring(11, 16));
    assertThat(People.auditActions(ada)).contains("account.delete");
    assertThat(listed(ada).<Boolean>path("items[0].active")).isFalse();
    assertThat(Instant.parse(listed(ada).path("items[0].deletionAt"))).isEqualTo(end);
  }

  @Test
  void onlyTheOwnNameAndOnlyWhoHasJustProvedToBeThere() {
    // Given
    Person ada = People.person("ada");
    String token = ada.token("write");

    // Then
    Leaver.ask(ada, "somebody-else").then().statusCode(400).body("errors.field", hasItem("name"));
    ada.asksWith(token)
        .body(Map.of("name", ada.name()))
        .post("/api/v1/users/me/deletion")
        .then()
        .statusCode(403);
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      Leaver.ask(ada)
          .then()
          .statusCode(403)
          .body("type", equalTo("urn:trainyard:problem:step-up-required"));
    }
    ada.asks().get("/api/v1/users/me").then().statusCode(200);
  }

  @Test
  void organisationsAreNotLeftAlone() {
    // Given
    Person ada = People.person("ada");
    Person ben = People.person("ben");
    String alone = Leaver.organisationOf(ada);
    String shared = Leaver.organisationOf(ada, ben);

    // When
    Response refused = Leaver.ask(ada);

    // Then
    refused
        .then()
        .statusCode(409)
        .body("detail", containsString(alone))
        .body("detail", not(containsString(shared)));
    ada.asks().get("/api/v1/users/me").then().statusCode(200);
    assertThat(server.about(Leaver.email(ada), ASKED)).isEmpty();
  }

  @Test
  void ofTwoOwnersWhoLeaveTheSecondIsRefused() {
    // Given
    Person ada = People.person("ada");
    Person ben = People.person("ben");
    String shared = Leaver.organisationOf(ada, ben);

    // Then
    Leaver.ask(ada).then().statusCode(202);
    Leaver.ask(ben).then().statusCode(409).body("detail", containsString(shared));
  }

  @Test
  void lastAdministratorStays() {
    // Given
    Person first = People.administrator();
    List<String> others =
        first
            .asks()
            .queryParam("limit", 100)
            .get("/api/v1/users")
            .path("items.findAll { it.active && !it.operator && 'admin' in it.roles }.name");
    others.stream()
        .filter(name -> !name.equals(first.name()))
        .forEach(name -> Leaver.decide(new Person(name, null), "deactivate"));

    // Then
    Leaver.ask(first).then().statusCode(409).body("detail", containsString("last administrator"));
    first.asks().get("/api/v1/users/me").then().statusCode(200);
  }

  @Test
  void linkGivesTheAccountBackAndNoTokenAndNoSession() {
    // Given
    Person ada = People.person("ada");
    String token = ada.token("write");
    String link = link(ada);

    // When
    Response answer = Leaver.restore(link);

    // Then
    answer.then().statusCode(204);
    assertThat(answer.headers().getValues("Set-Cookie")).isEmpty();
    People.exchange("token", token).then().statusCode(401);
    People.exchange("session", ada.secret()).then().statusCode(401);
    Leaver.signIn(ada).then().statusCode(200);
    server.await(Leaver.email(ada), STAYS);
    assertThat(People.auditActions(ada)).contains("account.restore");
    listed(ada).then().body("items[0].deletionAt", nullValue());
    Leaver.restore(link).then().statusCode(410);
  }

  @Test
  void ofAHundredUsesOfOneLinkOneSucceeds() throws InterruptedException {
    // Given
    Person ada = People.person("ada");
    String link = link(ada);

    // When
    List<Integer> answers = Together.call(i -> Leaver.restore(link).statusCode());

    // Then
    assertThat(answers).containsOnlyOnce(204).isSubsetOf(204, 410);
    assertThat(server.about(Leaver.email(ada), STAYS)).hasSizeLessThan(2);
  }

  @Test
  void ofAHundredRequestsAtOnceOneIsHeard() throws InterruptedException {
    // Given
    Person ada = People.person("ada");
    String jwt = ada.jwt();
    AtomicReferenceArray<String> bodies = new AtomicReferenceArray<>(Together.TIMES);

    // When
    List<Integer> answers =
        Together.call(
            i -> {
              Response answer =
                  People.anonymous()
                      .auth()
                      .oauth2(jwt)
                      .body(Map.of("name", ada.name()))
                      .post("/api/v1/users/me/deletion");
              bodies.set(i, answer.asString());
              return answer.statusCode();
            });

    // Then
    assertThat(answers).as(bodies.toString()).containsOnlyOnce(202).isSubsetOf(202, 401);
    server.await(Leaver.email(ada), ASKED);
  }

  @Test
  void linkEndsWithTheTimeAndOpeningItChangesNothing() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada);

    // Then
    People.anonymous().get("/api/v1/auth/account/restore?token=" + link).then().statusCode(405);
    try (var _ = ShiftedClock.forward(Duration.ofDays(14).plusMinutes(1))) {
      Leaver.restore(link).then().statusCode(410);
      Leaver.signIn(ada).then().statusCode(401);
    }
    Leaver.restore(link).then().statusCode(204);
  }

  @Test
  void administratorGivesTheAccountBack() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada);

    // When
    Leaver.decide(ada, "activate").then().statusCode(200).body("deletionAt", nullValue());

    // Then
    Leaver.signIn(ada).then().statusCode(200);
    Leaver.restore(link).then().statusCode(410);
    server.await(Leaver.email(ada), STAYS);
  }

  @Test
  void administratorWhoDeactivatesEndsTheWaitAndTheWaysBack() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada);
    String challenge = Leaver.signIn(ada).then().statusCode(202).extract().path("challenge");

    // When
    Leaver.decide(ada, "deactivate")
        .then()
        .statusCode(200)
        .body("deletionAt", nullValue())
        .body("active", equalTo(false));

    // Then
    Leaver.signIn(ada).then().statusCode(401);
    Leaver.signInAgain(challenge).then().statusCode(401);
    Leaver.restore(link).then().statusCode(410);
    assertThat(server.await(Leaver.email(ada), "is not deleted")).isNotNull();
  }

  private String link(Person person) {
    Leaver.ask(person).then().statusCode(202).body("effectiveAt", notNullValue());
    return server.await(Leaver.email(person), ASKED).secret("/restore-account");
  }

  private static Response listed(Person person) {
    return People.administrator().asks().queryParam("search", person.name()).get("/api/v1/users");
  }

  private static Instant now() {
    return Instant.now();
  }

  private static long days(int days) {
    return Duration.ofDays(days).toSeconds();
  }
}

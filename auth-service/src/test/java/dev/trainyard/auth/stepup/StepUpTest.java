package dev.trainyard.auth.stepup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.factor.App;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class StepUpTest {

  private static final String STEP_UP = "/api/v1/auth/step-up";
  private static final String TYPE = "urn:trainyard:problem:step-up-required";
  private static final Duration LATER = Duration.ofMinutes(5).plusSeconds(1);
  private static final Map<String, String> TOKEN = Map.of("name", "laptop", "scope", "read");

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void signInCountsForFiveMinutesAndAPasswordForFiveMore() {
    // Given
    var early = ada.asks();
    var late = ada.asks();
    var again = ada.asks();
    early.body(TOKEN).post("/api/v1/tokens").then().statusCode(201);
    try (var _ = ShiftedClock.forward(LATER)) {
      // Then
      late.body(TOKEN)
          .post("/api/v1/tokens")
          .then()
          .statusCode(403)
          .body("type", equalTo(TYPE))
          .body("methods", contains("password"));

      // When
      Response proved = again.body(Map.of("password", People.PASSWORD)).post(STEP_UP);

      // Then
      proved.then().statusCode(200).body("user.name", equalTo(ada.name()));
      late.body(TOKEN).post("/api/v1/tokens").then().statusCode(201);
    }
  }

  @Test
  void everyChangeOfRightsAsksForIt() {
    // Given
    String org = People.freshName("org");
    Person bob = People.person("bob");
    ada.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    Person root =
        Person.of(
            People.administrator().name(),
            People.signIn(People.administrator().name(), People.PASSWORD));
    var mail = ada.asks().body(Map.of("email", "new." + ada.name() + "@example.org"));
    var member = ada.asks().body(Map.of("role", "reader"));
    var factor = ada.asks();
    var roles = root.asks().body(Map.of("roles", List.of("user", "auditor")));
    var lost = root.asks();
    var password =
        ada.asks()
            .body(Map.of("currentPassword", People.PASSWORD, "newPassword", "a new sentence here"));

    // Then
    try (var _ = ShiftedClock.forward(LATER)) {
      for (Response answer :
          List.of(
              mail.patch("/api/v1/users/me"),
              member.put("/api/v1/orgs/" + org + "/members/" + bob.name()),
              factor.post("/api/v1/auth/second-factor"),
              roles.put("/api/v1/users/" + bob.name() + "/platform-roles"),
              lost.delete("/api/v1/users/" + bob.name() + "/second-factor"),
              password.post("/api/v1/auth/password"))) {
        answer.then().statusCode(403).body("type", equalTo(TYPE));
      }
    }
  }

  @Test
  void proofChangesTheCookieAndTheOldOneIsDead() {
    // When
    Person proved = ada.provesByPassword();

    // Then
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.exchange("session", proved.secret()).then().statusCode(200);
    assertThat(People.auditActions(ada)).contains("session.prove");
  }

  @Test
  void wrongPasswordIsRefusedAndCounted() {
    // Given
    for (int i = 0; i < 5; i++) {
      stepUp(Map.of("password", "wrong " + i)).then().statusCode(401);
    }

    // Then
    stepUp(Map.of("password", People.PASSWORD)).then().statusCode(429);
  }

  @Test
  void enrolledFactorIsAskedForAndThePasswordIsNotEnough() {
    // Given
    App app = App.enrol(ada);
    var late = ada.asks();
    var renewal = ada.asks();
    ada.asks().body(TOKEN).post("/api/v1/tokens").then().statusCode(201);

    // Then
    stepUp(Map.of("password", People.PASSWORD))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("password"));
    stepUp(Map.of("recoveryCode", "aaaa-aaaa")).then().statusCode(401);
    try (var _ = ShiftedClock.forward(LATER)) {
      late.body(TOKEN)
          .post("/api/v1/tokens")
          .then()
          .statusCode(403)
          .body("methods", contains("totp", "recovery"));
      renewal.body(Map.of("code", app.codeIn(LATER))).post(STEP_UP).then().statusCode(200);
      late.body(TOKEN).post("/api/v1/tokens").then().statusCode(201);
    }
  }

  @Test
  void bodyIsOneProof() {
    stepUp(Map.of()).then().statusCode(400);
    stepUp(Map.of("code", "123456")).then().statusCode(400);
  }

  @Test
  void tokenCanNeverProveIt() {
    // Given
    String token = ada.token("write");

    // Then
    ada.asksWith(token)
        .body(Map.of("password", People.PASSWORD))
        .post(STEP_UP)
        .then()
        .statusCode(401);
    ada.asksWith(token)
        .body(TOKEN)
        .post("/api/v1/tokens")
        .then()
        .statusCode(403)
        .body("type", equalTo("urn:trainyard:problem:forbidden"))
        .body("methods", nullValue());
  }

  private Response stepUp(Map<String, String> proof) {
    return ada.asks().body(proof).post(STEP_UP);
  }
}

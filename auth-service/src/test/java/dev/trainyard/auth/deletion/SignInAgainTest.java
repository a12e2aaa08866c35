package dev.trainyard.auth.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.factor.App;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in to an account that waits for its deletion. */
@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SignInAgainTest {

  @Test
  void rightPasswordAsksWhetherTheAccountShallStayAndThenSignsIn() {
    // Given
    Person ada = People.person("ada");
    String end = Leaver.ask(ada).then().statusCode(202).extract().path("effectiveAt");

    // When
    Response first = Leaver.signIn(ada);

    // Then
    first
        .then()
        .statusCode(202)
        .header("Cache-Control", "no-store")
        .body("methods", contains("restore"))
        .body("deletionAt", equalTo(end));
    assertThat(first.headers().getValues("Set-Cookie")).isEmpty();

    // When
    String challenge = first.path("challenge");
    Response second = Leaver.signInAgain(challenge);

    // Then
    second.then().statusCode(200).body("user.name", equalTo(ada.name()));
    Person back = Person.of(ada.name(), second);
    back.asks().get("/api/v1/users/me").then().statusCode(200);
    assertThat(People.auditActions(ada)).contains("account.restore", "session.open");
    Leaver.signInAgain(challenge).then().statusCode(401);
  }

  @Test
  void askingAloneChangesNothing() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);

    // When
    Leaver.signIn(ada).then().statusCode(202);

    // Then
    Leaver.decide(ada, "activate").then().statusCode(200);
    assertThat(People.auditActions(ada)).doesNotContain("account.restore");
  }

  @Test
  void wrongPasswordDoesNotTellThatAnAccountWaits() {
    // Given
    Person waiting = People.person("ada");
    Person active = People.person("ben");
    Leaver.ask(waiting).then().statusCode(202);

    // When
    Response toWaiting = People.signIn(waiting.name(), "not the right password");
    Response toActive = People.signIn(active.name(), "not the right password");

    // Then
    toWaiting.then().statusCode(401);
    assertThat(toWaiting.<String>path("detail")).isEqualTo(toActive.path("detail"));
    assertThat(toWaiting.<Map<String, ?>>path("$").keySet())
        .isEqualTo(toActive.<Map<String, ?>>path("$").keySet());
  }

  @Test
  void secondFactorComesFirst() {
    // Given
    Person ada = People.person("ada");
    App app = App.enrol(ada);
    Leaver.ask(ada).then().statusCode(202);

    // When
    Response password = Leaver.signIn(ada);

    // Then
    password
        .then()
        .statusCode(202)
        .body("methods", hasItem("totp"))
        .body("deletionAt", nullValue());
    String challenge = password.path("challenge");
    Leaver.signInAgain(challenge).then().statusCode(401);
    factor(challenge, "000000").then().statusCode(401);

    // When
    Response proved = factor(challenge, app.recoveryCodes().getFirst());

    // Then
    proved.then().statusCode(202).body("methods", contains("restore"));
    Response back = Leaver.signInAgain(proved.path("challenge"));
    back.then().statusCode(200);
    Person.of(ada.name(), back)
        .asks()
        .get("/api/v1/auth/sessions")
        .then()
        .body("items[0].methods", hasItem("recovery"));
  }

  @Test
  void ofAHundredAnswersToOneQuestionOneOpensASession() throws InterruptedException {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);
    String challenge = Leaver.signIn(ada).path("challenge");

    // When
    List<Integer> answers = Together.call(i -> Leaver.signInAgain(challenge).statusCode());

    // Then
    assertThat(answers).containsOnlyOnce(200).isSubsetOf(200, 401);
  }

  @Test
  void questionEndsAfterFiveMinutes() {
    // Given
    Person ada = People.person("ada");
    Leaver.ask(ada).then().statusCode(202);
    String challenge = Leaver.signIn(ada).path("challenge");

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      Leaver.signInAgain(challenge).then().statusCode(401);
    }
  }

  @Test
  void accountThatWasDeactivatedGetsNoQuestion() {
    // Given
    Person ada = People.person("ada");
    Leaver.decide(ada, "deactivate").then().statusCode(200);

    // Then
    Leaver.signIn(ada).then().statusCode(401);
  }

  private static Response factor(String challenge, String code) {
    String kind = code.length() == 6 ? "code" : "recoveryCode";
    return People.anonymous()
        .body(Map.of("challenge", challenge, kind, code))
        .post("/api/v1/auth/login/second-factor");
  }
}

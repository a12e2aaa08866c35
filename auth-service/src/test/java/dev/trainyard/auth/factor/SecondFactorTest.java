package dev.trainyard.auth.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SecondFactorTest {

  private static final String FACTOR = "/api/v1/auth/second-factor";
  private static final Duration STEP = Duration.ofSeconds(30);

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void enrolmentShowsWhatAppsReadAndTenRecoveryCodes() {
    // When
    Response begun = ada.asks().post(FACTOR);

    // Then
    begun.then().statusCode(200).header("Cache-Control", "no-store");
    String secret = begun.path("secret");
    assertThat(secret).matches("[A-Z2-7]{32}");
    assertThat(begun.<String>path("uri"))
        .startsWith("otpauth://totp/Trainyard:" + ada.name() + "?secret=" + secret)
        .contains("issuer=Trainyard", "digits=6", "period=30");
    ada.asks().get(FACTOR).then().statusCode(200).body("enrolled", equalTo(false));

    // When
    Response confirmed = confirm(App.code(App.decode(secret), Duration.ZERO));

    // Then
    confirmed.then().statusCode(200).header("Cache-Control", "no-store");
    assertThat(confirmed.<List<String>>path("recoveryCodes"))
        .hasSize(10)
        .doesNotHaveDuplicates()
        .allMatch(code -> code.matches("([a-z2-7]{4}-){5}[a-z2-7]{4}"));
    ada.asks()
        .get(FACTOR)
        .then()
        .body("enrolled", equalTo(true))
        .body("since", notNullValue())
        .body("recoveryCodesLeft", equalTo(10));
    ada.asks().get("/api/v1/users/me").then().body("secondFactor", equalTo(true));
    assertThat(People.auditActions(ada)).contains("factor.enrol");
  }

  @Test
  void unconfirmedSeedCountsForNothing() {
    // Given
    byte[] first = App.decode(ada.asks().post(FACTOR).path("secret"));
    byte[] second = App.decode(ada.asks().post(FACTOR).path("secret"));

    // Then
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
    confirm(App.code(first, Duration.ZERO))
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("code"));
    confirm(App.code(second, Duration.ZERO)).then().statusCode(200);
    confirm(App.code(second, Duration.ZERO)).then().statusCode(400);
    ada.asks().post(FACTOR).then().statusCode(409);
  }

  @Test
  void shownSeedIsWorthNothingAfterAQuarterOfAnHour() {
    // Given
    byte[] seed = App.decode(ada.asks().post(FACTOR).path("secret"));
    var asks = ada.asks();

    // Then
    Duration later = Duration.ofMinutes(15).plusSeconds(1);
    try (var _ = ShiftedClock.forward(later)) {
      asks.body(Map.of("code", App.code(seed, later)))
          .post(FACTOR + "/confirm")
          .then()
          .statusCode(400);
    }
  }

  @Test
  void enrolmentEndsTheOtherSessions() {
    // Given
    String other = People.cookie(People.signIn(ada.name(), People.PASSWORD));

    // When
    App.enrol(ada);

    // Then
    People.exchange("session", other).then().statusCode(401);
    People.exchange("session", ada.secret()).then().statusCode(200);
  }

  @Test
  void passwordAloneGivesAChallengeAndTheCodeTheSession() {
    // Given
    App app = App.enrol(ada);
    try (var _ = ShiftedClock.forward(STEP)) {
      // When
      Response challenge = People.signIn(ada.name(), People.PASSWORD);

      // Then
      challenge
          .then()
          .statusCode(202)
          .header("Cache-Control", "no-store")
          .body("methods", contains("totp", "recovery"));
      assertThat(challenge.getHeader("Set-Cookie")).isNull();

      // When
      Response signedIn = complete(challenge, "code", app.codeIn(STEP));

      // Then
      signedIn.then().statusCode(200).body("user.name", equalTo(ada.name()));
      People.exchange("session", People.cookie(signedIn)).then().statusCode(200);
      complete(challenge, "recoveryCode", app.recoveryCodes().getFirst()).then().statusCode(401);
    }
  }

  @Test
  void codeThatWasUsedIsWorthNothing() {
    // Given
    App app = App.enrol(ada);
    try (var _ = ShiftedClock.forward(STEP)) {
      String code = app.codeIn(STEP);
      complete(challenge(), "code", code).then().statusCode(200);

      // Then
      complete(challenge(), "code", code).then().statusCode(401);
      complete(challenge(), "code", app.codeIn(Duration.ZERO)).then().statusCode(401);
    }
  }

  @Test
  void recoveryCodeWorksOnceHoweverItIsTyped() {
    // Given
    App app = App.enrol(ada);
    String code = app.recoveryCodes().get(3);

    // Then
    complete(
            challenge(), "recoveryCode", " " + code.replace("-", "").toUpperCase(Locale.ROOT) + " ")
        .then()
        .statusCode(200);
    complete(challenge(), "recoveryCode", code).then().statusCode(401);
    Person again =
        Person.of(ada.name(), complete(challenge(), "recoveryCode", app.recoveryCodes().get(4)));
    again.asks().get(FACTOR).then().body("recoveryCodesLeft", equalTo(8));

    // When
    Response replaced = again.asks().post(FACTOR + "/recovery-codes");

    // Then
    replaced.then().statusCode(200);
    complete(challenge(), "recoveryCode", app.recoveryCodes().get(5)).then().statusCode(401);
    List<String> fresh = replaced.path("recoveryCodes");
    complete(challenge(), "recoveryCode", fresh.getFirst()).then().statusCode(200);
  }

  @Test
  void recoveryCodeOfAnotherAccountIsWorthNothing() {
    // Given
    App.enrol(ada);
    App bobs = App.enrol(People.person("bob"));

    // Then
    complete(challenge(), "recoveryCode", bobs.recoveryCodes().getFirst()).then().statusCode(401);
  }

  @Test
  void challengeDiesAfterFiveTriesAndAfterFiveMinutes() {
    // Given
    App app = App.enrol(ada);
    Response tried = challenge();
    for (int i = 0; i < 4; i++) {
      complete(tried, "code", "000000").then().statusCode(401);
    }

    // Then
    complete(tried, "recoveryCode", app.recoveryCodes().getFirst()).then().statusCode(200);
    Response spent = challenge();
    for (int i = 0; i < 5; i++) {
      complete(spent, "code", "000000").then().statusCode(401);
    }
    complete(spent, "recoveryCode", app.recoveryCodes().get(1)).then().statusCode(401);
    Response old = challenge();
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(5).plusSeconds(1))) {
      complete(old, "recoveryCode", app.recoveryCodes().get(1)).then().statusCode(401);
    }
  }

  @Test
  void guessesOfCodesWaitAcrossChallenges() {
    // Given
    App app = App.enrol(ada);
    Response first = challenge();
    for (int i = 0; i < 5; i++) {
      complete(first, "code", "000000").then().statusCode(401);
    }

    // Then
    complete(challenge(), "recoveryCode", app.recoveryCodes().getFirst()).then().statusCode(429);
  }

  @Test
  void oneCodeUsedAHundredTimesTogetherOpensOneSession() throws Exception {
    // Given
    App app = App.enrol(ada);
    try (var _ = ShiftedClock.forward(STEP)) {
      Response challenge = challenge();
      String code = app.codeIn(STEP);

      // When
      List<Integer> statuses = Together.call(_ -> complete(challenge, "code", code).statusCode());

      // Then
      assertThat(statuses).containsOnlyOnce(200).allMatch(List.of(200, 401, 429)::contains);
    }
  }

  @Test
  void oneRecoveryCodeUsedAHundredTimesTogetherOpensOneSession() throws Exception {
    // Given
    String code = App.enrol(ada).recoveryCodes().getFirst();
    List<Response> challenges = List.of(challenge(), challenge(), challenge(), challenge());

    // When
    List<Integer> statuses =
        Together.call(i -> complete(challenges.get(i % 4), "recoveryCode", code).statusCode());

    // Then
    assertThat(statuses).containsOnlyOnce(200).allMatch(List.of(200, 401, 429)::contains);
  }

  @Test
  void proofIsOneOfTwoThings() {
    // Given
    App app = App.enrol(ada);
    Map<String, String> both = new HashMap<>();
    both.put("challenge", challenge().path("challenge"));
    People.anonymous().body(both).post("/api/v1/auth/login/second-factor").then().statusCode(400);
    both.put("code", "123456");
    both.put("recoveryCode", app.recoveryCodes().getFirst());

    // Then
    People.anonymous().body(both).post("/api/v1/auth/login/second-factor").then().statusCode(400);
    complete(challenge(), "code", "").then().statusCode(401);
    complete(challenge(), "code", "x".repeat(21)).then().statusCode(400);
  }

  @Test
  void removedFactorIsNotAskedFor() {
    // Given
    App.enrol(ada);

    // When
    ada.asks().delete(FACTOR).then().statusCode(204);

    // Then
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
    ada.asks().post(FACTOR + "/recovery-codes").then().statusCode(409);
    assertThat(People.auditActions(ada)).contains("factor.remove");
  }

  @Test
  void administratorHelpsWhoLostEverything() {
    // Given
    App.enrol(ada);
    String route = "/api/v1/users/" + ada.name() + "/second-factor";

    // Then
    ada.asks().delete(route).then().statusCode(403);
    People.administrator()
        .asks()
        .delete("/api/v1/users/nobody-here/second-factor")
        .then()
        .statusCode(404);
    People.administrator().asks().delete(route).then().statusCode(204);
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
  }

  @Test
  void organisationCanRequireIt() {
    // Given
    String org = People.freshName("org");
    ada.asks().body(Map.of("name", org)).post("/api/v1/orgs").then().statusCode(201);
    Person bob = People.person("bob");
    ada.asks().body(Map.of("role", "owner")).put("/api/v1/orgs/" + org + "/members/" + bob.name());
    require(ada, org, true).then().statusCode(409);
    App.enrol(ada);

    // When
    require(ada, org, true).then().statusCode(200).body("requiresSecondFactor", equalTo(true));

    // Then
    assertThat(namespaces(ada)).contains(org);
    assertThat(namespaces(bob)).doesNotContain(org).contains(bob.name());
    bob.asks().get("/api/v1/users/me").then().body("secondFactorNeededFor", contains(org));
    bob.asks().get("/api/v1/orgs").then().body("items.name", contains(org));
    bob.asks().get("/api/v1/orgs/" + org).then().statusCode(403);
    require(bob, org, false).then().statusCode(403);
    bob.asks()
        .body(Map.of("role", "reader"))
        .put("/api/v1/orgs/" + org + "/members/" + ada.name())
        .then()
        .statusCode(403);

    // When
    App.enrol(bob);

    // Then
    assertThat(namespaces(bob)).contains(org);
    bob.asks().get("/api/v1/users/me").then().body("secondFactorNeededFor", empty());
    require(bob, org, false).then().statusCode(200);
  }

  private static Response require(Person person, String org, boolean required) {
    return person
        .asks()
        .body(Map.of("requiresSecondFactor", required))
        .patch("/api/v1/orgs/" + org);
  }

  private static List<String> namespaces(Person person) {
    return person.asks().get("/api/v1/auth/session").path("namespaces.name");
  }

  private Response confirm(String code) {
    return ada.asks().body(Map.of("code", code)).post(FACTOR + "/confirm");
  }

  private Response challenge() {
    Response challenge = People.signIn(ada.name(), People.PASSWORD);
    challenge.then().statusCode(202);
    return challenge;
  }

  private static Response complete(Response challenge, String kind, String value) {
    return People.anonymous()
        .body(Map.of("challenge", challenge.path("challenge"), kind, value))
        .post("/api/v1/auth/login/second-factor");
  }
}

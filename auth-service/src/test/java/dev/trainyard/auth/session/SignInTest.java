package dev.trainyard.auth.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class SignInTest {

  private static final String AUTH = "/api/v1/auth";

  private Person ada;

  @BeforeEach
  void somebodyHasAnAccount() {
    ada = People.person("ada");
  }

  @Test
  void passwordOpensASessionWhoseCookieOnlyTheBrowserKeeps() {
    // When
    Response response = People.signIn(ada.name(), People.PASSWORD);

    // Then
    response.then().statusCode(200).body("user.name", equalTo(ada.name()));
    String cookie = People.setCookie(response, "session");
    assertThat(cookie)
        .startsWith("__Host-trainyard_session=")
        .contains("; Path=/")
        .contains("; HttpOnly")
        .contains("; Secure")
        .contains("; SameSite=Strict")
        .doesNotContain("Domain");
    assertThat(People.cookie(response)).hasSize(43).isNotEqualTo(ada.secret());
    People.exchange("session", People.cookie(response)).then().statusCode(200);
  }

  @Test
  void emailAddressWorksInPlaceOfTheName() {
    People.signIn(ada.name().toUpperCase(Locale.ROOT) + "@Example.org", People.PASSWORD)
        .then()
        .statusCode(200);
  }

  @Test
  void everyReasonForAFailureGivesTheSameAnswer() {
    // Given
    Person gone = People.person("gone");
    People.administrator()
        .asks()
        .post("/api/v1/users/" + gone.name() + "/deactivate")
        .then()
        .statusCode(200);

    // When
    List<Response> answers =
        List.of(
            People.signIn(ada.name(), "not the right password"),
            People.signIn(People.freshName("nobody"), "not the right password"),
            People.signIn(gone.name(), People.PASSWORD),
            People.signIn("../../etc/passwd", "x"),
            People.signIn("a\u0000b", "x"));

    // Then
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.statusCode()).isEqualTo(401);
              assertThat(answer.<String>path("detail"))
                  .isEqualTo("The name or the password is wrong");
              assertThat(answer.getHeader("Set-Cookie")).isNull();
            });
  }

  @Test
  void fiveFailuresMakeTheSixthAttemptWaitEvenWithTheRightPassword() {
    // Given
    for (int i = 0; i < 5; i++) {
      People.signIn(ada.name(), "wrong password " + i).then().statusCode(401);
    }

    // When
    Response blocked = People.signIn(ada.name(), People.PASSWORD);

    // Then
    blocked.then().statusCode(429);
    assertThat(Integer.parseInt(blocked.getHeader("Retry-After"))).isBetween(1, 61);
    try (var _ = ShiftedClock.forward(Duration.ofSeconds(61))) {
      People.signIn(ada.name(), "wrong again").then().statusCode(401);
      People.signIn(ada.name(), People.PASSWORD).then().statusCode(429);
    }
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(4))) {
      People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
      People.signIn(ada.name(), "wrong").then().statusCode(401);
      People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
    }
  }

  @Test
  void attemptsAtTheSameMomentDoNotSlipPastTheLimitTogether() throws Exception {
    // Given
    List<Callable<Integer>> attempts =
        IntStream.range(0, 12)
            .<Callable<Integer>>mapToObj(
                i -> () -> People.signIn(ada.name(), "guess number " + i).statusCode())
            .toList();

    // When
    List<Integer> statuses;
    try (var threads = Executors.newFixedThreadPool(attempts.size())) {
      statuses = threads.invokeAll(attempts).stream().map(Future::resultNow).toList();
    }

    // Then
    assertThat(statuses).containsOnly(401, 429);
    assertThat(statuses.stream().filter(status -> status == 401)).hasSize(5);
  }

  @Test
  void oneAddressCannotTryManyAccounts() {
    // Given
    String address = People.freshAddress();
    for (int i = 0; i < 50; i++) {
      signInFrom(address, People.freshName("guess")).then().statusCode(401);
    }

    // Then: each refusal takes its time, and every twelve seconds one more attempt is free
    assertThat(IntStream.range(0, 5).map(i -> signInFrom(address, ada.name()).statusCode()))
        .contains(429);
    signInFrom(address + ", " + People.freshAddress(), ada.name()).then().statusCode(401);
  }

  @Test
  void signingInEndsTheSessionWithWhichTheRequestCame() {
    // When
    Response response =
        ada.asks()
            .body(Map.of("name", ada.name(), "password", People.PASSWORD))
            .post(AUTH + "/login");

    // Then
    response.then().statusCode(200);
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.exchange("session", People.cookie(response)).then().statusCode(200);
  }

  @Test
  void signingOutEndsTheSessionAndClearsTheBrowser() {
    // When
    Response response = ada.asks().post(AUTH + "/logout");

    // Then
    response.then().statusCode(204).header("Clear-Site-Data", "\"cache\", \"storage\"");
    assertThat(response.getHeader("Set-Cookie")).contains("Max-Age=0");
    People.exchange("session", ada.secret()).then().statusCode(401);
  }

  @Test
  void sessionThatEndedSinceItsTokenWasSignedIsNoSession() {
    // Given
    String jwt = ada.jwt();
    ada.asks().post(AUTH + "/logout").then().statusCode(204);

    // Then
    var stale = People.anonymous().auth().oauth2(jwt);
    stale.get(AUTH + "/session").then().statusCode(401);
    stale
        .body(Map.of("name", "late", "scope", "write"))
        .post("/api/v1/tokens")
        .then()
        .statusCode(401);
  }

  @Test
  void sessionsAreListedAndEndedOneByOne() {
    // Given
    String other = People.cookie(People.signIn(ada.name(), People.PASSWORD));
    String id = People.exchange("session", other).path("credentialId");

    // Then
    ada.asks()
        .get(AUTH + "/sessions")
        .then()
        .statusCode(200)
        .body("items", hasSize(2))
        .body("items[0].id", equalTo(id))
        .body("items.current", equalTo(List.of(false, true)));
    ada.asks().delete(AUTH + "/sessions/" + id).then().statusCode(204);
    People.exchange("session", other).then().statusCode(401);
    ada.asks().get(AUTH + "/sessions").then().body("items.id", not(hasItem(id)));
  }

  @Test
  void listTellsDeviceNetworkAndMethodsAndTheOthersEndTogether() {
    // Given
    Response other =
        People.anonymous()
            .header("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0")
            .body(Map.of("name", ada.name(), "password", People.PASSWORD))
            .post(AUTH + "/login");

    // Then
    ada.asks()
        .get(AUTH + "/sessions")
        .then()
        .body("items[0].device", equalTo("Firefox on Linux"))
        .body("items[0].methods", equalTo(List.of("pwd")))
        .body("items[0].network", matchesPattern("2001:db8:[0-9a-f]{1,4}::/48"))
        .body("items[0].verifiedAt", notNullValue());

    // When
    ada.asks().delete(AUTH + "/sessions").then().statusCode(204);

    // Then
    People.exchange("session", People.cookie(other)).then().statusCode(401);
    People.exchange("session", ada.secret()).then().statusCode(200);
    assertThat(People.auditActions(ada)).contains("sessions.end");
  }

  @Test
  void administratorEndsAllSessionsOfSomebody() {
    // Given
    String route = "/api/v1/users/" + ada.name() + "/sessions";

    // Then
    People.person("bob").asks().delete(route).then().statusCode(403);
    People.administrator().asks().delete("/api/v1/users/nobody-x/sessions").then().statusCode(404);
    People.administrator().asks().delete(route).then().statusCode(204);
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
  }

  @Test
  void anothersSessionDoesNotExist() {
    // Given
    Person bob = People.person("bob");
    String id = People.exchange("session", bob.secret()).path("credentialId");

    // Then
    ada.asks().delete(AUTH + "/sessions/" + id).then().statusCode(404);
    ada.asks().delete(AUTH + "/sessions/" + UUID.randomUUID()).then().statusCode(404);
    ada.asks().delete(AUTH + "/sessions/not-an-id").then().statusCode(404);
    People.exchange("session", bob.secret()).then().statusCode(200);
  }

  @Test
  void oldestSessionEndsWhenAnAccountHasTooMany() {
    // When
    for (int i = 0; i < 20; i++) {
      People.signIn(ada.name(), People.PASSWORD).then().statusCode(200);
    }

    // Then
    People.exchange("session", ada.secret()).then().statusCode(401);
  }

  @Test
  void passwordChangeEndsTheOtherSessions() {
    // Given
    String other = People.cookie(People.signIn(ada.name(), People.PASSWORD));
    String fresh = "a quite different sentence";

    // When
    changePassword(People.PASSWORD, fresh).then().statusCode(204);

    // Then
    People.exchange("session", other).then().statusCode(401);
    People.exchange("session", ada.secret()).then().statusCode(200);
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(401);
    People.signIn(ada.name(), fresh).then().statusCode(200);
  }

  @Test
  void passwordChangeNeedsTheOldPasswordAndAGoodNewOne() {
    changePassword("not the old one", "a quite different sentence")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("currentPassword"));
    changePassword(People.PASSWORD, "short")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("newPassword"));
    ada.asksWith(ada.token("write"))
        .body(Map.of("currentPassword", People.PASSWORD, "newPassword", "a different sentence"))
        .post(AUTH + "/password")
        .then()
        .statusCode(403);
  }

  private Response changePassword(String from, String to) {
    return ada.asks()
        .body(Map.of("currentPassword", from, "newPassword", to))
        .post(AUTH + "/password");
  }

  private static Response signInFrom(String forwardedFor, String name) {
    return given()
        .contentType(ContentType.JSON)
        .header("X-Forwarded-For", forwardedFor)
        .body(Map.of("name", name, "password", "not the right password"))
        .post(AUTH + "/login");
  }
}

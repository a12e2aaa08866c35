package dev.trainyard.auth.recovery;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.factor.App;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.SmtpServer.Message;
import dev.trainyard.auth.mail.WithMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class PasswordResetTest {

  private static final String RESETS = "/api/v1/auth/password-resets";
  private static final String SUBJECT = "Set a new password";
  private static final String NEW = "a wholly different sentence";

  SmtpServer server;

  @Test
  void linkSetsANewPasswordAndEndsEverySession() {
    // Given
    Person ada = People.person("ada");

    // When
    ask(email(ada)).then().statusCode(202);
    Message mail = server.await(email(ada), SUBJECT);
    complete(mail.secret("/reset"), NEW).then().statusCode(204);

    // Then
    assertThat(mail.text()).contains(WithMail.ORIGIN + "/reset#");
    People.exchange("session", ada.secret()).then().statusCode(401);
    People.signIn(ada.name(), People.PASSWORD).then().statusCode(401);
    People.signIn(ada.name(), NEW).then().statusCode(200);
    server.await(email(ada), "password at Trainyard was changed");
    assertThat(People.auditActions(ada)).contains("password.reset");
    People.administrator()
        .asks()
        .queryParam("target", ada.name())
        .get("/api/v1/audit")
        .then()
        .body("items.action", hasItem("password-reset.send"));
  }

  @Test
  void linkWorksOnceAndEndsTheOthers() {
    // Given
    Person ada = People.person("ada");
    String first = link(ada, 1);
    String second = link(ada, 2);

    // When
    complete(second, NEW).then().statusCode(204);

    // Then
    complete(second, "yet another sentence here").then().statusCode(410);
    complete(first, "yet another sentence here").then().statusCode(410);
  }

  @Test
  void weakPasswordLeavesTheLinkAlone() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada, 1);

    // Then
    complete(link, "short").then().statusCode(400).body("errors.field", hasItem("password"));
    complete(link, NEW).then().statusCode(204);
  }

  @Test
  void linkEndsAfterHalfAnHour() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada, 1);

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(31))) {
      complete(link, NEW).then().statusCode(410);
    }
  }

  @Test
  void secondFactorStaysNeeded() {
    // Given
    Person ada = People.person("ada");
    App.enrol(ada);
    String link = link(ada, 1);

    // When
    Response done = complete(link, NEW);

    // Then
    done.then().statusCode(204);
    assertThat(done.headers().getValues("Set-Cookie")).isEmpty();
    People.signIn(ada.name(), NEW).then().statusCode(202).body("methods", hasItem("totp"));
  }

  @Test
  void unknownAddressGetsTheSameAnswerAndNoMail() {
    // Given
    Person ada = People.person("ada");
    String unknown = People.freshName("nobody") + "@example.org";

    // When
    Response nobody = ask(unknown);
    Response somebody = ask(email(ada));

    // Then
    assertThat(nobody.statusCode()).isEqualTo(somebody.statusCode()).isEqualTo(202);
    assertThat(nobody.asString()).isEqualTo(somebody.asString()).isEmpty();
    assertThat(names(nobody)).isEqualTo(names(somebody));
    server.await(email(ada), SUBJECT);
    assertThat(server.about(unknown, "")).isEmpty();
  }

  @Test
  void deactivatedAccountGetsNoMail() {
    // Given
    Person ada = People.person("ada");
    Person ben = People.person("ben");
    People.administrator()
        .asks()
        .post("/api/v1/users/" + ada.name() + "/deactivate")
        .then()
        .statusCode(200);

    // When
    ask(email(ada)).then().statusCode(202);
    ask(email(ben)).then().statusCode(202);

    // Then
    server.await(email(ben), SUBJECT);
    assertThat(server.about(email(ada), SUBJECT)).isEmpty();
  }

  @Test
  void oneAddressCannotBeFloodedWhetherItIsKnownOrNot() {
    // Given
    String known = email(People.person("ada"));
    String unknown = People.freshName("nobody") + "@example.org";

    // When
    List<Integer> toKnown = IntStream.range(0, 7).mapToObj(i -> ask(known).statusCode()).toList();
    List<Integer> toUnknown =
        IntStream.range(0, 7).mapToObj(i -> ask(unknown).statusCode()).toList();

    // Then
    assertThat(toKnown).containsExactly(202, 202, 202, 202, 202, 429, 429).isEqualTo(toUnknown);
  }

  @Test
  void oneNetworkAddressCannotAskForManyAddresses() {
    // Given
    String from = People.freshAddress();

    // When
    Set<Integer> answers =
        Set.copyOf(
            IntStream.range(0, 25)
                .mapToObj(
                    i ->
                        given()
                            .header("X-Forwarded-For", from)
                            .contentType(ContentType.JSON)
                            .body(Map.of("email", People.freshName("x") + "@example.org"))
                            .post(RESETS)
                            .statusCode())
                .toList());

    // Then
    assertThat(answers).containsExactlyInAnyOrder(202, 429);
  }

  @Test
  void ofAHundredUsesOfOneLinkOneSucceeds() throws InterruptedException {
    // Given
    Person ada = People.person("ada");
    String link = link(ada, 1);

    // When
    List<Integer> answers =
        Together.call(i -> complete(link, "a new sentence, number " + i).statusCode());

    // Then: whoever comes while too many passwords are hashed is told to come again
    assertThat(answers).containsOnlyOnce(204).isSubsetOf(204, 410, 503);
    complete(link, NEW).then().statusCode(410);
  }

  @Test
  void administratorStartsAResetAndDoesNotSeeTheLink() {
    // Given
    Person ada = People.person("ada");
    String path = "/api/v1/users/" + ada.name() + "/password-reset";

    // When
    Response answer = People.invited("second", Map.of("platformRole", "admin")).asks().post(path);

    // Then
    answer.then().statusCode(202);
    assertThat(answer.asString()).isEmpty();
    complete(server.await(email(ada), SUBJECT).secret("/reset"), NEW).then().statusCode(204);
  }

  @Test
  void onlyAdministratorsWhoProvedToBeThereStartResets() {
    // Given
    Person ada = People.person("ada");
    Person administrator = People.invited("second", Map.of("platformRole", "admin"));
    String path = "/api/v1/users/" + ada.name() + "/password-reset";

    // Then
    People.person("eve").asks().post(path).then().statusCode(403);
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      administrator
          .asks()
          .post(path)
          .then()
          .statusCode(403)
          .body("type", equalTo("urn:trainyard:problem:step-up-required"));
    }
    administrator.asks().post("/api/v1/users/nobody-here/password-reset").then().statusCode(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nobody",
        "a@b@c",
        "ada@example.org\r\nBcc: eve@example.org",
        "ada@example.org,eve@example.org",
        ""
      })
  void whatIsNoAddressIsRefused(String email) {
    ask(email).then().statusCode(400).body("errors.field", hasItem("email"));
  }

  @Test
  void openingALinkChangesNothing() {
    // Given
    Person ada = People.person("ada");
    String link = link(ada, 1);

    // When
    People.anonymous().get(RESETS + "/complete?token=" + link).then().statusCode(405);

    // Then
    complete(link, NEW).then().statusCode(204);
  }

  @Test
  void hostOfTheRequestIsInNoLink() {
    // Given
    Person ada = People.person("ada");

    // When
    People.anonymous()
        .header("X-Forwarded-Host", "evil.example.net")
        .header("Host", "evil.example.net")
        .body(Map.of("email", email(ada)))
        .post(RESETS)
        .then()
        .statusCode(202);

    // Then
    assertThat(server.await(email(ada), SUBJECT).text()).doesNotContain("evil");
  }

  private String link(Person person, int number) {
    ask(email(person)).then().statusCode(202);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> server.about(email(person), SUBJECT).size() == number);
    return server.await(email(person), SUBJECT).secret("/reset");
  }

  private static Response ask(String email) {
    return People.anonymous().body(Map.of("email", email)).post(RESETS);
  }

  private static Response complete(String token, String password) {
    return People.anonymous()
        .body(Map.of("token", token, "password", password))
        .post(RESETS + "/complete");
  }

  private static List<String> names(Response response) {
    return response.headers().asList().stream().map(header -> header.getName()).sorted().toList();
  }

  private static String email(Person person) {
    return person.name() + "@example.org";
  }
}

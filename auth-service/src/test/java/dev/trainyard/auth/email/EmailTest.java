package dev.trainyard.auth.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import dev.trainyard.auth.Together;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.WithMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class EmailTest {

  private static final String CONFIRM = "/api/v1/auth/email/confirm";
  private static final String RESTORE = "/api/v1/auth/email/restore";
  private static final String VERIFY_SUBJECT = "Confirm your e-mail address";
  private static final String CHANGE_SUBJECT = "Confirm your new e-mail address";
  private static final String CHANGED_SUBJECT = "address at Trainyard was changed";

  SmtpServer server;

  @Test
  void newAccountConfirmsItsAddressOnce() {
    // Given
    Person ada = People.person("ada");
    ada.asks().get("/api/v1/users/me").then().body("emailVerified", equalTo(false));
    String link = verification(ada);

    // When
    use(CONFIRM, link).then().statusCode(204);

    // Then
    ada.asks().get("/api/v1/users/me").then().body("emailVerified", equalTo(true));
    ada.asks().get("/api/whoami-v2").then().body("emailVerified", equalTo(true));
    assertThat(People.auditActions(ada)).contains("email.verify");
    use(CONFIRM, link).then().statusCode(410);
    ada.asks().post("/api/v1/auth/email/verification").then().statusCode(409);
  }

  @Test
  void newerLinkVoidsTheOlder() {
    // Given
    Person ada = People.person("ada");
    String first = verification(ada);

    // When
    ada.asks().post("/api/v1/auth/email/verification").then().statusCode(202);
    await().until(() -> server.about(email(ada), VERIFY_SUBJECT).size() == 2);

    // Then
    use(CONFIRM, first).then().statusCode(410);
    use(CONFIRM, verification(ada)).then().statusCode(204);
  }

  @Test
  void verificationEndsAfterADay() {
    // Given
    String link = verification(People.person("ada"));

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofHours(25))) {
      use(CONFIRM, link).then().statusCode(410);
    }
  }

  @Test
  void ofAHundredUsesOfOneLinkOneSucceeds() throws InterruptedException {
    // Given
    String link = verification(People.person("ada"));

    // When
    List<Integer> answers = Together.call(i -> use(CONFIRM, link).statusCode());

    // Then
    assertThat(answers).containsOnlyOnce(204).isSubsetOf(204, 410);
  }

  @Test
  void newAddressCountsOnceItHasConfirmed() {
    // Given
    Person ada = People.person("ada");
    String other = People.freshName("other") + "@example.org";

    // When
    change(ada, other).then().statusCode(200).body("email", equalTo(email(ada)));
    use(CONFIRM, server.await(other, CHANGE_SUBJECT).secret("/verify-email"))
        .then()
        .statusCode(204);

    // Then
    ada.asks()
        .get("/api/v1/users/me")
        .then()
        .body("email", equalTo(other))
        .body("emailVerified", equalTo(true));
    server.await(email(ada), CHANGED_SUBJECT);
    assertThat(People.auditActions(ada)).contains("email.change");
  }

  @Test
  void oldAddressTakesTheChangeBackAndEndsEverySession() {
    // Given
    Person ada = People.person("ada");
    String other = People.freshName("other") + "@example.org";
    change(ada, other).then().statusCode(200);
    use(CONFIRM, server.await(other, CHANGE_SUBJECT).secret("/verify-email"))
        .then()
        .statusCode(204);
    String undo = server.await(email(ada), CHANGED_SUBJECT).secret("/restore-email");

    // When
    use(CONFIRM, undo).then().statusCode(410);
    use(RESTORE, undo).then().statusCode(204);

    // Then
    People.exchange("session", ada.secret()).then().statusCode(401);
    Person again = Person.of(ada.name(), People.signIn(ada.name(), People.PASSWORD));
    again.asks().get("/api/v1/users/me").then().body("email", equalTo(email(ada)));
    assertThat(People.auditActions(ada)).contains("email.restore");
    use(RESTORE, undo).then().statusCode(410);
  }

  @Test
  void resetLinkToTheAddressOfBeforeDiesWithTheChange() {
    // Given
    Person ada = People.person("ada");
    String other = People.freshName("other") + "@example.org";
    People.anonymous()
        .body(Map.of("email", email(ada)))
        .post("/api/v1/auth/password-resets")
        .then()
        .statusCode(202);
    String reset = server.await(email(ada), "Set a new password").secret("/reset");

    // When
    change(ada, other).then().statusCode(200);
    use(CONFIRM, server.await(other, CHANGE_SUBJECT).secret("/verify-email"))
        .then()
        .statusCode(204);

    // Then
    People.anonymous()
        .body(Map.of("token", reset, "password", "a wholly different sentence"))
        .post("/api/v1/auth/password-resets/complete")
        .then()
        .statusCode(410);
  }

  @Test
  void takenAddressIsToldToItsOwnerAloneAndStaysHis() {
    // Given
    Person ada = People.person("ada");
    Person ben = People.person("ben");

    // When
    change(ada, email(ben)).then().statusCode(200).body("email", equalTo(email(ada)));
    String link = server.await(email(ben), CHANGE_SUBJECT).secret("/verify-email");

    // Then
    use(CONFIRM, link).then().statusCode(409);
    ben.asks().get("/api/v1/users/me").then().body("email", equalTo(email(ben)));
  }

  @Test
  void invitationOfAnAddressIsMailedToIt() {
    // Given
    String name = People.freshName("guest");
    String to = name + "@example.org";

    // When
    String shown =
        People.administrator()
            .asks()
            .body(Map.of("email", to))
            .post("/api/v1/auth/invitations")
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    // Then
    assertThat(server.await(to, "You are invited").text().replace("=\n", "").replace("=3D", "="))
        .contains(WithMail.ORIGIN + "/register#invite=" + shown);
  }

  @Test
  void ofAHundredUsesOfOneInvitationOneSucceeds() throws InterruptedException {
    // Given
    String invitation =
        People.administrator()
            .asks()
            .body(Map.of())
            .post("/api/v1/auth/invitations")
            .then()
            .statusCode(201)
            .extract()
            .path("token");

    // When
    List<Integer> answers =
        Together.call(
            i -> {
              Map<String, Object> form =
                  new HashMap<>(
                      People.form(People.freshName("race"), Map.of("inviteToken", invitation)));
              return People.anonymous().body(form).post("/api/v1/auth/register").statusCode();
            });

    // Then: whoever comes while too many passwords are hashed is told to come again
    assertThat(answers).containsOnlyOnce(201).isSubsetOf(201, 403, 503);
  }

  @Test
  void tokensOfOtherFormsAreRefused() {
    use(CONFIRM, "x".repeat(101)).then().statusCode(400).body("errors.field", hasItem("token"));
    use(CONFIRM, "").then().statusCode(410);
    use(RESTORE, "nothing").then().statusCode(410);
    People.anonymous().body(Map.of()).post(CONFIRM).then().statusCode(400);
  }

  private String verification(Person person) {
    return server.await(email(person), VERIFY_SUBJECT).secret("/verify-email");
  }

  private static Response change(Person person, String email) {
    return person.asks().body(Map.of("email", email)).patch("/api/v1/users/me");
  }

  private static Response use(String path, String token) {
    return People.anonymous().body(Map.of("token", token)).post(path);
  }

  private static String email(Person person) {
    return person.name() + "@example.org";
  }

  private static ConditionFactory await() {
    return Awaitility.await().atMost(Duration.ofSeconds(60));
  }
}

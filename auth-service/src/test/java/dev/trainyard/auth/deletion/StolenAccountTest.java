package dev.trainyard.auth.deletion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.WithMail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Somebody stole a session, changed the address and wants to be rid of the owner. */
@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class StolenAccountTest {

  private static final String WARNED = "An account of yours at Trainyard will be deleted";
  private static final String STAYS = "account at Trainyard stays";

  SmtpServer server;
  private Person ada;
  private String undo;

  @BeforeEach
  void addressIsChanged() {
    ada = People.person("ada");
    change(thief("1"));
    undo = undo(Leaver.email(ada));
  }

  @Test
  void addressOfBeforeTakesTheDeletionBackToo() {
    // Given
    String session = ada.secret();
    Leaver.ask(ada).then().statusCode(202);
    String restore =
        server.await(thief("1"), "account at Trainyard will be deleted").secret("/restore-account");

    // When
    takeBack(undo).then().statusCode(204);

    // Then
    People.exchange("session", session).then().statusCode(401);
    Response signedIn = Leaver.signIn(ada);
    signedIn.then().statusCode(200).body("user.email", equalTo(Leaver.email(ada)));
    assertThat(People.auditActions(ada)).contains("email.restore", "account.restore");
    server.await(Leaver.email(ada), STAYS);
    assertThat(server.about(thief("1"), STAYS)).isEmpty();
    Leaver.restore(restore).then().statusCode(410);
    takeBack(undo).then().statusCode(410);
  }

  @Test
  void addressOfBeforeIsToldOfTheDeletion() {
    // When
    Leaver.ask(ada).then().statusCode(202);

    // Then
    assertThat(server.await(Leaver.email(ada), WARNED).text()).contains(ada.name());
    assertThat(server.about(thief("1"), WARNED)).isEmpty();
  }

  @Test
  void administratorWhoDeactivatesEndsTheLinkToTheAddressOfBefore() {
    // Given
    Leaver.ask(ada).then().statusCode(202);

    // When
    Leaver.decide(ada, "deactivate").then().statusCode(200);

    // Then
    takeBack(undo).then().statusCode(410);
    Leaver.decide(ada, "activate").then().statusCode(200);
    takeBack(undo).then().statusCode(410);
  }

  @Test
  void addressesThatCameAfterTheOwnersCannotComeBack() {
    // Given
    change(thief("2"));
    String thiefs = undo(thief("1"));

    // When
    takeBack(undo).then().statusCode(204);

    // Then
    takeBack(thiefs).then().statusCode(410);
  }

  private void change(String email) {
    ada.asks().body(Map.of("email", email)).patch("/api/v1/users/me").then().statusCode(200);
    String link = server.await(email, "Confirm your new e-mail address").secret("/verify-email");
    use("confirm", link).then().statusCode(204);
  }

  private String undo(String email) {
    return server.await(email, "address at Trainyard was changed").secret("/restore-email");
  }

  private static Response takeBack(String token) {
    return use("restore", token);
  }

  private static Response use(String what, String token) {
    return People.anonymous().body(Map.of("token", token)).post("/api/v1/auth/email/" + what);
  }

  private String thief(String number) {
    return "thief" + number + "-of-" + ada.name() + "@example.org";
  }
}

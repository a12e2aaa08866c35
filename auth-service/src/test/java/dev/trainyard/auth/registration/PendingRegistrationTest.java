package dev.trainyard.auth.registration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
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
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class PendingRegistrationTest {

  private static final String SUBJECT = "Confirm your registration";

  SmtpServer server;

  @Test
  void statusTellsWhoMayRegister() {
    People.anonymous()
        .get("/api/v1/auth/registration")
        .then()
        .body("mode", equalTo("open"))
        .body("mailDomains", contains(WithMail.DOMAIN));
  }

  @Test
  void accountComesWithTheConfirmationAndNotBefore() {
    // Given
    String name = People.freshName("ada");

    // When
    Response asked = register(name, name);
    asked.then().statusCode(202);
    assertThat(asked.headers().getValues("Set-Cookie")).isEmpty();
    People.signIn(name, People.PASSWORD).then().statusCode(401);
    Response confirmed = confirm(link(name));

    // Then
    confirmed.then().statusCode(201).body("user.email", equalTo(address(name)));
    Person ada = Person.of(name, confirmed);
    ada.asks().get("/api/v1/users/me").then().body("emailVerified", equalTo(true));
    assertThat(People.auditActions(ada)).contains("account.register");
    assertThat(server.about(address(name), "Confirm your e-mail address")).isEmpty();
  }

  @Test
  void addressOfAnotherDomainIsRefusedUnlessItIsInvited() {
    // Given
    String name = People.freshName("eve");

    // Then
    People.anonymous()
        .body(People.form(name, Map.of()))
        .post("/api/v1/auth/register")
        .then()
        .statusCode(400)
        .body("errors.field", hasItem("email"));
    People.person("invited");
  }

  @Test
  void knownAddressGetsTheSameAnswerAndItsOwnerIsTold() {
    // Given
    String name = People.freshName("ada");
    Response first = register(name, name);
    confirm(link(name)).then().statusCode(201);

    // When
    Response second = register(People.freshName("eve"), name);

    // Then
    assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(202);
    assertThat(second.asString()).isEqualTo(first.asString()).isEmpty();
    server.await(address(name), "You have an account at Trainyard already");
    assertThat(server.about(address(name), SUBJECT)).hasSize(1);
  }

  @Test
  void takenNameIsTold() {
    register(People.person("ada").name(), People.freshName("ada")).then().statusCode(409);
  }

  @Test
  void linkEndsAfterADay() {
    // Given
    String name = People.freshName("ada");
    register(name, name).then().statusCode(202);
    String link = link(name);

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofHours(25))) {
      confirm(link).then().statusCode(410);
    }
  }

  @Test
  void ofAHundredUsesOfOneLinkOneSucceeds() throws InterruptedException {
    // Given
    String name = People.freshName("ada");
    register(name, name).then().statusCode(202);
    String link = link(name);

    // When
    List<Integer> answers = Together.call(i -> confirm(link).statusCode());

    // Then
    assertThat(answers).containsOnlyOnce(201).isSubsetOf(201, 410);
  }

  @Test
  void oneAddressGetsFewMails() {
    // Given
    String mailbox = People.freshName("ada");

    // Then
    for (int i = 0; i < 5; i++) {
      register(People.freshName("eve"), mailbox).then().statusCode(202);
    }
    register(People.freshName("eve"), mailbox).then().statusCode(429);
  }

  private String link(String name) {
    return server.await(address(name), SUBJECT).secret("/verify-registration");
  }

  private static Response register(String name, String mailbox) {
    return People.anonymous()
        .body(People.form(name, Map.of("email", address(mailbox))))
        .post("/api/v1/auth/register");
  }

  private static Response confirm(String token) {
    return People.anonymous().body(Map.of("token", token)).post("/api/v1/auth/register/confirm");
  }

  private static String address(String mailbox) {
    return mailbox + "@" + WithMail.DOMAIN;
  }
}

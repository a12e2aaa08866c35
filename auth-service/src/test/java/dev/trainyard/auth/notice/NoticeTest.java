package dev.trainyard.auth.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.factor.App;
import dev.trainyard.auth.leak.TokenLeaked;
import dev.trainyard.auth.mail.SmtpServer;
import dev.trainyard.auth.mail.WithMail;
import dev.trainyard.auth.oauth.RefreshTokenReused;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(WithMail.class)
@QuarkusTestResource(AuthTestResource.class)
class NoticeTest {

  @Inject Event<RefreshTokenReused> reused;
  @Inject Event<TokenLeaked> leaked;
  SmtpServer server;

  @Test
  void changedPasswordIsTold() {
    // Given
    Person ada = People.person("ada");

    // When
    ada.asks()
        .body(Map.of("currentPassword", People.PASSWORD, "newPassword", "quite another sentence"))
        .post("/api/v1/auth/password")
        .then()
        .statusCode(204);

    // Then
    assertThat(server.await(email(ada), "password at Trainyard was changed").text())
        .contains(WithMail.ORIGIN + "/settings/security");
  }

  @Test
  void secondFactorIsToldWhenItComesAndWhenItGoes() {
    // Given
    Person ada = People.person("ada");

    // When
    App.enrol(ada);
    People.invited("second", Map.of("platformRole", "admin"))
        .asks()
        .delete("/api/v1/users/" + ada.name() + "/second-factor")
        .then()
        .statusCode(204);

    // Then
    server.await(email(ada), "second factor was added");
    server.await(email(ada), "second factor at Trainyard was removed");
  }

  @Test
  void leakedTokenIsToldToItsOwner() {
    // Given
    Person ada = People.person("ada");
    UUID id = id(ada);

    // When
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                leaked.fire(
                    new TokenLeaked(id, ada.name(), UUID.randomUUID(), "ci\r\nBcc: eve@x.org")));

    // Then
    assertThat(server.await(email(ada), "token of yours leaked").text())
        .contains("\"ci  Bcc: eve@x.org\"");
  }

  @Test
  void copiedSignInIsToldToItsOwner() {
    // Given
    Person ada = People.person("ada");

    // When
    QuarkusTransaction.requiringNew().run(() -> reused.fire(new RefreshTokenReused(id(ada), "hf")));

    // Then
    server.await(email(ada), "sign-in of a program");
  }

  private static UUID id(Person person) {
    return UUID.fromString(
        person.asks().get("/api/v1/users/me").then().statusCode(200).extract().path("id"));
  }

  private static String email(Person person) {
    return person.name() + "@example.org";
  }
}

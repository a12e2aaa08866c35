package dev.trainyard.auth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.commons.problem.ProblemException;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class DeviceTest {

  @Inject Devices devices;
  @Inject AttemptLimits limits;

  private Person ada;
  private String mark;

  @BeforeEach
  void somebodyHasSignedInBefore() {
    ada = People.person("ada");
    mark = People.cookie(People.signIn(ada.name(), People.PASSWORD), "device");
  }

  @Test
  void markIsACookieThatNoScriptReads() {
    assertThat(People.setCookie(People.signIn(ada.name(), People.PASSWORD), "device"))
        .startsWith("__Host-trainyard_device=")
        .contains("; HttpOnly", "; Secure", "; SameSite=Strict", "; Path=/")
        .doesNotContain("Domain");
  }

  @Test
  void tenThousandWrongPasswordsFromManyAddressesDoNotLockTheOwnerOut() {
    // Given
    for (int i = 0; i < 5; i++) {
      signIn(null, "wrong").then().statusCode(401);
    }
    String subject = ada.asks().get("/api/v1/users/me").path("id");
    int counted = 0;
    for (int i = 0; i < 9_995; i++) {
      counted += mayTry(subject) ? 1 : 0;
    }

    // Then
    assertThat(counted).as("further guesses within these minutes").isLessThan(5);
    signIn(null, People.PASSWORD).then().statusCode(429);
    signIn(mark, People.PASSWORD).then().statusCode(200);
  }

  @Test
  void knownBrowserMayNotGuessWithoutEndEither() {
    // Given
    for (int i = 0; i < 5; i++) {
      signIn(mark, "wrong").then().statusCode(401);
    }

    // Then
    signIn(mark, People.PASSWORD).then().statusCode(429);
    signIn(null, People.PASSWORD).then().statusCode(200);
  }

  @Test
  void markOfAnotherAccountOrAForgedOneIsNone() {
    // Given
    UUID account = UUID.randomUUID();
    String own = devices.mark(account);

    // Then
    assertThat(devices.subject(account, Optional.of(own))).startsWith("device ");
    for (String other :
        List.of("", ".", "a.b", own + "x", own.replace('.', '-'), mark, "a.!", "x".repeat(300))) {
      assertThat(devices.subject(account, Optional.of(other))).isEqualTo(account.toString());
    }
    assertThat(devices.subject(account, Optional.empty())).isEqualTo(account.toString());
  }

  @Test
  void strangersCannotUseUpTheProofsOfASession() {
    // Given
    for (int i = 0; i < 6; i++) {
      signIn(null, "wrong");
    }

    // Then
    assertThat(ada.provesByPassword().secret()).isNotEqualTo(ada.secret());
  }

  /** What every sign-in asks before the password is compared. */
  private boolean mayTry(String subject) {
    try {
      limits.signInTo(subject);
      return true;
    } catch (ProblemException tooMany) {
      return false;
    }
  }

  private Response signIn(String device, String password) {
    var request = People.anonymous();
    if (device != null) {
      request.header("X-Trainyard-Device", device);
    }
    return request
        .body(Map.of("name", ada.name(), "password", password))
        .post("/api/v1/auth/login");
  }
}

package dev.trainyard.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;

import dev.trainyard.auth.AuthTestResource;
import dev.trainyard.auth.People;
import dev.trainyard.auth.People.Person;
import dev.trainyard.auth.ShiftedClock;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class DeviceLoginTest {

  private Person ada;

  @BeforeEach
  void somebodyIsSignedIn() {
    ada = People.person("ada");
  }

  @Test
  void deviceIsToldWhatToShow() {
    Device.post(People.freshAddress(), "/oauth/device", Map.of("client_id", Device.CLIENT))
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("user_code", matchesPattern("[BCDFGHJKLMNPQRSTVWXZ]{4}-[BCDFGHJKLMNPQRSTVWXZ]{4}"))
        .body("verification_uri", endsWith("/settings/device"))
        .body("verification_uri_complete", matchesPattern(".*/settings/device#[A-Z]{4}-[A-Z]{4}"))
        .body("expires_in", equalTo(900))
        .body("interval", equalTo(5));
  }

  @Test
  void originOfTheRequestIsThatOfTheLink() {
    People.anonymous()
        .header("X-Forwarded-Proto", "https")
        .header("X-Forwarded-Host", "ml.example.org:8443")
        .body(Map.of("client_id", Device.CLIENT))
        .post("/oauth/device")
        .then()
        .statusCode(200)
        .body("verification_uri", equalTo("https://ml.example.org:8443/settings/device"));
  }

  @Test
  void approvedDeviceActsForThePerson() {
    // Given
    Device device = Device.begin();
    refused(device.poll(), "authorization_pending");
    Device.lookUp(ada, device.userCode())
        .then()
        .statusCode(200)
        .body("client", equalTo("Hugging Face CLI"))
        .body("scope", equalTo("write"))
        .body("network", matchesPattern("2001:db8:[0-9a-f]+::/48"));

    // When
    Device.approve(ada, device.userCode(), "write").then().statusCode(204);
    Response tokens = device.poll();

    // Then
    tokens
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("access_token", matchesPattern("hf_[0-9A-Za-z]{49}"))
        .body("refresh_token", matchesPattern("hfr_[0-9A-Za-z]{49}"))
        .body("token_type", equalTo("bearer"))
        .body("scope", equalTo("read write"));
    assertThat(tokens.<Integer>path("expires_in")).isBetween(30 * 86_400 - 5, 30 * 86_400);
    ada.asksWith(tokens.path("access_token"))
        .get("/api/whoami-v2")
        .then()
        .statusCode(200)
        .body("name", equalTo(ada.name()))
        .body("auth.accessToken.displayName", equalTo("Hugging Face CLI"))
        .body("auth.accessToken.role", equalTo("write"));
    refused(device.poll(), "invalid_grant");
  }

  @Test
  void personDecidesTheScope() {
    // Given
    Device device = Device.begin();

    // When
    Device.approve(ada, device.userCode(), "read").then().statusCode(204);

    // Then
    device.poll().then().statusCode(200).body("scope", equalTo("read"));
  }

  @Test
  void codeIsTypedHoweverOneLikes() {
    // Given
    String code = Device.begin().userCode();

    // Then
    for (String typed :
        List.of(
            code,
            code.replace("-", ""),
            code.toLowerCase(Locale.ROOT),
            code.replace('-', ' '),
            " " + code + " ")) {
      Device.lookUp(ada, typed).then().statusCode(200);
    }
  }

  @Test
  void deniedDeviceIsToldOnceAndForgotten() {
    // Given
    Device device = Device.begin();

    // When
    Device.deny(ada, device.userCode()).then().statusCode(204);

    // Then
    refused(device.poll(), "access_denied");
    refused(device.poll(), "invalid_grant");
    Device.approve(ada, device.userCode(), "read").then().statusCode(404);
  }

  @Test
  void impatientDeviceIsSlowedDown() {
    // Given
    Device device = Device.begin();
    refused(device.poll(), "authorization_pending");

    // Then
    refused(device.poll(), "slow_down");
    try (var _ = ShiftedClock.forward(Duration.ofSeconds(6))) {
      refused(device.poll(), "slow_down");
    }
    try (var _ = ShiftedClock.forward(Duration.ofSeconds(30))) {
      refused(device.poll(), "authorization_pending");
    }
  }

  @Test
  void codesExpire() {
    // Given
    Device device = Device.begin();

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(15).plusSeconds(1))) {
      refused(device.poll(), "expired_token");
      Device.approve(ada.provesByPassword(), device.userCode(), "read").then().statusCode(404);
    }
  }

  @Test
  void ofHundredPollsAfterTheApprovalOneGetsTokens() throws Exception {
    // Given
    Device device = Device.begin();
    Device.approve(ada, device.userCode(), "write").then().statusCode(204);

    // When
    List<Integer> statuses = race(() -> device.poll().statusCode());

    // Then
    assertThat(statuses).hasSize(100).containsOnlyOnce(200).containsOnly(200, 400);
    ada.asks().get("/api/v1/tokens").then().body("items", hasSize(1));
  }

  @Test
  void ofHundredApprovalsOneCounts() throws Exception {
    // Given
    Device device = Device.begin();
    String jwt = ada.jwt();
    Map<String, String> body = Map.of("userCode", device.userCode(), "scope", "write");

    // When
    List<Integer> statuses =
        race(
            () ->
                People.anonymous()
                    .auth()
                    .oauth2(jwt)
                    .body(body)
                    .post("/api/v1/auth/device-logins/approve")
                    .statusCode());

    // Then
    assertThat(statuses).hasSize(100).containsOnlyOnce(204).containsOnly(204, 404, 429);
  }

  @Test
  void guessesAreLimited() {
    // Given
    for (int i = 0; i < 10; i++) {
      Device.lookUp(ada, "BBBB-BBBB").then().statusCode(404);
    }

    // Then
    Device.lookUp(ada, Device.begin().userCode()).then().statusCode(429);
  }

  @Test
  void beginningsAreLimitedPerAddress() {
    // Given
    Map<String, String> form = Map.of("client_id", Device.CLIENT);
    String address = People.freshAddress();
    for (int i = 0; i < 30; i++) {
      Device.post(address, "/oauth/device", form).then().statusCode(200);
    }

    // Then
    Device.post(address, "/oauth/device", form).then().statusCode(429);
  }

  @Test
  void tokenCannotLetADeviceIn() {
    // Given
    String code = Device.begin().userCode();

    // Then
    for (String action : List.of("lookup", "deny")) {
      ada.asksWith(ada.token("write"))
          .body(Map.of("userCode", code))
          .post("/api/v1/auth/device-logins/" + action)
          .then()
          .statusCode(403);
    }
    ada.asksWith(ada.token("write"))
        .body(Map.of("userCode", code, "scope", "write"))
        .post("/api/v1/auth/device-logins/approve")
        .then()
        .statusCode(403);
  }

  @Test
  void approvalNeedsAFreshProof() {
    // Given
    Device device = Device.begin();

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofMinutes(6))) {
      Device.approve(ada, device.userCode(), "write")
          .then()
          .statusCode(403)
          .body("type", equalTo("urn:trainyard:problem:step-up-required"));
    }
    Device.approve(ada, device.userCode(), "write").then().statusCode(204);
  }

  @Test
  void deactivationForgetsWhatNoDeviceHasFetched() {
    // Given
    Device device = Device.begin();
    Device.approve(ada, device.userCode(), "write").then().statusCode(204);

    // When
    People.administrator()
        .asks()
        .post("/api/v1/users/" + ada.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    refused(device.poll(), "invalid_grant");
  }

  @ParameterizedTest
  @ValueSource(strings = {"BCDF", "BCDF-GHJA", "1234-5678", "../etc", "ＢＣＤＦＧＨＪＫ"})
  void whatIsNoCodeIsUnknown(String typed) {
    Device.lookUp(ada, typed).then().statusCode(404);
  }

  @Test
  void decisionsAreRecorded() {
    // Given
    Device approved = Device.begin();
    Device.approve(ada, approved.userCode(), "read").then().statusCode(204);
    approved.poll().then().statusCode(200);

    // When
    Device.deny(ada, Device.begin().userCode()).then().statusCode(204);

    // Then
    People.administrator()
        .asks()
        .queryParam("actor", ada.name())
        .get("/api/v1/audit")
        .then()
        .statusCode(200)
        .body(
            "items.findAll { it.action.startsWith('device') || it.action.startsWith('oauth') }"
                + ".action",
            contains("device-login.deny", "oauth-grant.create", "device-login.approve"));
  }

  private static void refused(Response response, String error) {
    response.then().statusCode(400).body("error", equalTo(error));
  }

  private static List<Integer> race(Callable<Integer> attempt) throws Exception {
    try (var threads = Executors.newFixedThreadPool(20)) {
      return threads.invokeAll(Collections.nCopies(100, attempt)).stream()
          .map(Future::resultNow)
          .toList();
    }
  }
}

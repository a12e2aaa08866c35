package dev.trainyard.auth.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

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
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(AuthTestResource.class)
class RefreshTest {

  private final String home = People.freshAddress();
  private Person ada;
  private String access;
  private String refresh;

  @BeforeEach
  void deviceIsSignedIn() {
    ada = People.person("ada");
    Response tokens = Device.signedIn(ada);
    access = tokens.path("access_token");
    refresh = tokens.path("refresh_token");
  }

  @Test
  void renewalGivesANewPairAndLetsTheOldTokenEndSoon() {
    // When
    Response renewed = Device.refresh(home, refresh);

    // Then
    renewed.then().statusCode(200).header("Cache-Control", "no-store");
    String successor = renewed.path("access_token");
    assertThat(successor).isNotEqualTo(access);
    assertThat(renewed.<String>path("refresh_token")).isNotEqualTo(refresh);
    People.exchange("token", successor).then().statusCode(200);
    People.exchange("token", access).then().statusCode(200);
    ada.asks().get("/api/v1/tokens").then().body("items", hasSize(1));
    try (var _ = ShiftedClock.forward(Duration.ofHours(1).plusSeconds(1))) {
      People.exchange("token", access).then().statusCode(401);
      People.exchange("token", successor).then().statusCode(200);
    }
  }

  @Test
  void repeatAfterALostAnswerGetsTheSamePair() {
    // Given
    Response first = Device.refresh(home, refresh);

    // When
    Response second = Device.refresh(home, refresh);

    // Then
    second.then().statusCode(200);
    for (String field : List.of("access_token", "refresh_token")) {
      assertThat(second.<String>path(field)).isEqualTo(first.path(field));
    }
  }

  @Test
  void parallelRenewalsAreOneLine() throws Exception {
    // When
    Callable<String> renewal = () -> Device.refresh(home, refresh).path("refresh_token");
    List<String> successors;
    try (var threads = Executors.newFixedThreadPool(20)) {
      successors =
          threads.invokeAll(Collections.nCopies(50, renewal)).stream()
              .map(Future::resultNow)
              .toList();
    }

    // Then
    assertThat(successors).hasSize(50).containsOnly(successors.getFirst());
    Device.refresh(home, successors.getFirst()).then().statusCode(200);
  }

  @Test
  void laterReuseEndsEveryTokenOfTheGrant() {
    // Given
    Response renewed = Device.refresh(home, refresh);

    // When
    try (var _ = ShiftedClock.forward(Duration.ofSeconds(11))) {
      refused(Device.refresh(home, refresh));
    }

    // Then
    worthNothing(renewed);
    reuseIsRecorded();
  }

  @Test
  void reuseBySomebodyElseEndsTheGrantAtOnce() {
    // Given
    Response renewed = Device.refresh(home, refresh);

    // When
    refused(Device.refresh(People.freshAddress(), refresh));

    // Then
    worthNothing(renewed);
    reuseIsRecorded();
  }

  @Test
  void grantEndsHoweverOftenItIsRenewed() {
    // Given
    Response renewed;
    try (var _ = ShiftedClock.forward(Duration.ofDays(89))) {
      renewed = Device.refresh(home, refresh);
      renewed.then().statusCode(200);
      assertThat(renewed.<Integer>path("expires_in")).isLessThanOrEqualTo(86_400);
    }

    // Then
    try (var _ = ShiftedClock.forward(Duration.ofDays(90).plusSeconds(1))) {
      refused(Device.refresh(home, renewed.path("refresh_token")));
      People.exchange("token", renewed.path("access_token")).then().statusCode(401);
    }
  }

  @Test
  void clientEndsItsGrantByEitherToken() {
    // Given
    Response other = Device.signedIn(ada);

    // When
    Device.revoke(access).then().statusCode(200);
    Device.revoke(other.path("refresh_token")).then().statusCode(200);

    // Then
    People.exchange("token", access).then().statusCode(401);
    People.exchange("token", other.path("access_token")).then().statusCode(401);
    refused(Device.refresh(home, refresh));
    Device.revoke("hf_unknown").then().statusCode(200);
    actions().then().body("items.action", hasItem("oauth-grant.revoke"));
  }

  @Test
  void leakOfEitherTokenEndsTheGrant() {
    // Given
    Response other = Device.signedIn(ada);

    // When
    leaked(refresh);
    leaked(other.path("access_token"));

    // Then
    People.exchange("token", access).then().statusCode(401);
    refused(Device.refresh(home, other.path("refresh_token")));
  }

  @Test
  void clientDoesNotEndTokensThatAreNotItsOwn() {
    // Given
    String own = ada.token("read");

    // When
    Device.revoke(own).then().statusCode(200);

    // Then
    People.exchange("token", own).then().statusCode(200);
  }

  @Test
  void ownerEndsTheGrantInTheListOfTokens() {
    // Given
    String id = ada.asks().get("/api/v1/tokens").path("items[0].id");

    // When
    ada.asks().delete("/api/v1/tokens/" + id).then().statusCode(204);

    // Then
    People.exchange("token", access).then().statusCode(401);
    refused(Device.refresh(home, refresh));
  }

  @Test
  void deactivationEndsTheGrant() {
    // When
    People.administrator()
        .asks()
        .post("/api/v1/users/" + ada.name() + "/deactivate")
        .then()
        .statusCode(200);

    // Then
    refused(Device.refresh(home, refresh));
    People.exchange("token", access).then().statusCode(401);
  }

  private static void leaked(String token) {
    People.anonymous()
        .body(Map.of("token", token))
        .post("/api/v1/tokens/revocations")
        .then()
        .statusCode(204);
  }

  private void worthNothing(Response renewed) {
    People.exchange("token", access).then().statusCode(401);
    People.exchange("token", renewed.path("access_token")).then().statusCode(401);
    refused(Device.refresh(home, renewed.path("refresh_token")));
  }

  private void reuseIsRecorded() {
    actions()
        .then()
        .body("items.action", hasItem("oauth-grant.refresh"))
        .body("items.action", hasItem("oauth-grant.reuse"));
  }

  private Response actions() {
    return People.administrator().asks().queryParam("actor", ada.name()).get("/api/v1/audit");
  }

  private static void refused(Response response) {
    response.then().statusCode(400).body("error", equalTo("invalid_grant"));
  }
}

package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.trainyard.gateway.fake.Credentials;
import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Inference requests on their way to a deployment's replicas. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ServingTest {

  @Test
  void requestReachesAReplicaWithoutAnyCredential() {
    // When
    var response =
        given()
            .auth()
            .oauth2(Credentials.token())
            .contentType("application/json")
            .body("{}")
            .post("/serve/ada/closed/v2/models/closed/infer?x=1");

    // Then
    response
        .then()
        .statusCode(200)
        .body("service", startsWith("replica-"))
        .body("uri", equalTo("/v2/models/closed/infer?x=1"))
        .body("bytes", equalTo(2))
        .body("headers", not(hasKey("authorization")))
        .body("headers", not(hasKey("cookie")))
        .body("headers", not(hasKey("x-trainyard-client")));
  }

  @Test
  void allReplicasGetTheirShare() {
    // When
    Set<String> seen = new TreeSet<>();
    for (int i = 0; i < 40; i++) {
      seen.add(given().get("/serve/ada/open/v2").path("service"));
    }

    // Then
    assertThat(seen).containsExactly("replica-0", "replica-1");
  }

  @Test
  void deploymentsThatTheCallerMayNotSeeDoNotExist() {
    // When / Then
    given().get("/serve/ada/closed/v2").then().statusCode(404);
    given().get("/serve/ada/missing/v2").then().statusCode(404);
  }

  @Test
  void deadReplicaIsSkippedEvenWithABody() {
    // When / Then
    for (int i = 0; i < 10; i++) {
      given()
          .contentType("application/json")
          .body("{}")
          .post("/serve/ada/half-dead/v2/models/half-dead/infer")
          .then()
          .statusCode(200)
          .body("service", equalTo("replica-0"))
          .body("bytes", equalTo(2));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"idle", "dead"})
  void nothingReadyIsSaidSo(String name) {
    // When / Then
    given()
        .get("/serve/ada/%s/v2".formatted(name))
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("detail", equalTo("No replica of the deployment is ready"));
  }

  @Test
  void sessionNeedsItsTokenHereToo() {
    // Given
    String session = Credentials.session();

    // When / Then
    given()
        .cookie(Credentials.COOKIE, session)
        .contentType("application/json")
        .header("Origin", Credentials.ORIGIN)
        .post("/serve/ada/open/v2/models/open/infer")
        .then()
        .statusCode(403);
    Credentials.browser(session)
        .post("/serve/ada/open/v2/models/open/infer")
        .then()
        .statusCode(200);
  }
}

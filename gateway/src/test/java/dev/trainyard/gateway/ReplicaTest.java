package dev.trainyard.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

/** A service with several servers, one of which is not there. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class ReplicaTest {

  @Test
  void deadReplicaCostsNobodyARequest() {
    for (int i = 0; i < 20; i++) {
      Platform.given().get("/api/v1/pair").then().statusCode(200);
      Platform.given()
          .contentType("application/json")
          .body("{}")
          .post("/api/v1/pair")
          .then()
          .statusCode(200)
          .body("bytes", equalTo(2));
    }
  }

  @Test
  void brokenReadIsAskedAgainOnceAndABrokenWriteNever() {
    // Given
    int before = Platform.dropped("training");

    // When
    Platform.given().get("/api/v1/jobs?drop").then().statusCode(502);
    int reads = Platform.dropped("training") - before;
    Platform.given()
        .contentType("application/json")
        .body("{}")
        .post("/api/v1/jobs?drop")
        .then()
        .statusCode(502);

    // Then
    assertThat(reads).isEqualTo(2);
    assertThat(Platform.dropped("training") - before).isEqualTo(3);
  }

  @Test
  void nobodyWaitsForAServiceThatIsAway() {
    // Given
    for (int i = 0; i < 3; i++) {
      Platform.given().get("/api/v1/dead").then().statusCode(503);
    }

    // When / Then
    Platform.given().get("/api/v1/dead").then().statusCode(503).header("Retry-After", "2");
  }
}

package dev.trainyard.gateway;

import static dev.trainyard.gateway.fake.Platform.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.trainyard.gateway.fake.Platform;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** What the gateway tells about itself. */
@QuarkusTest
@QuarkusTestResource(Platform.class)
class HealthTest {

  @TestHTTPResource(value = "/", management = true)
  URI management;

  @Test
  void readinessNamesUpstreamsAndStaysGreen() {
    // When / Then
    Awaitility.await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () ->
                given()
                    .get("/health/ready")
                    .then()
                    .statusCode(200)
                    .body("status", equalTo("UP"))
                    .body("checks.find { it.name == 'upstreams' }.data.auth", equalTo("up"))
                    .body("checks.find { it.name == 'upstreams' }.data.dead", equalTo("down")));
  }

  @Test
  void publicPortHasTheThreeProbes() {
    // When / Then
    given().get("/health").then().statusCode(200).body("status", equalTo("UP"));
    given().get("/health/live").then().statusCode(200).body("status", equalTo("UP"));
  }

  @Test
  void requestsThatEndedAreNotCountedAsActive() {
    // Given
    given().get("/api/v1/models?drop").then().statusCode(502);
    given().get("/api/v1/nothing").then().statusCode(404);

    // When / Then: also those that other tests aborted in every way
    Awaitility.await()
        .atMost(10, SECONDS)
        .untilAsserted(
            () ->
                given()
                    .get(management.resolve("/metrics"))
                    .then()
                    .body(containsString("trainyard_gateway_requests_active 0.0")));
  }

  @Test
  void metricsCountByKindAndNotByPath() {
    // Given
    given().get("/ada/never-a-label/resolve/main/x").then().statusCode(200);

    // When / Then
    given()
        .get(management.resolve("/metrics"))
        .then()
        .statusCode(200)
        .body(
            containsString(
                "trainyard_gateway_requests_seconds_count{outcome=\"2xx\",route=\"files\",upstream=\"model\"}"))
        .body(containsString("trainyard_gateway_upstream_up{upstream=\"auth\"}"))
        .body(containsString("trainyard_gateway_feeds_open"))
        .body(not(containsString("never-a-label")));
    given().get(management.resolve("/health/ready")).then().statusCode(200);
  }
}

package dev.trainyard.model;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A token that is limited to one model reaches neither others nor any deployment. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class RestrictedTokenTest {

  private final String user = "u" + UUID.randomUUID().toString().substring(0, 12);
  private final Models models = new Models(Tokens.user(user));

  @Test
  void onlyTheOneModelIsThere() {
    // Given
    models.repository("mine", "private");
    models.repository("other", "internal");

    // Then
    limited().get("/api/v1/models/" + user + "/mine").then().statusCode(200);
    limited().get("/api/v1/models/" + user + "/other").then().statusCode(404);
    limited().get("/api/v1/models/" + user + "/other/versions").then().statusCode(404);
    limited()
        .queryParam("namespace", user)
        .get("/api/v1/models")
        .then()
        .body("items.name", contains("mine"));
    limited().body(Map.of("name", "new")).post("/api/v1/models").then().statusCode(403);
    limited().delete("/api/v1/models/" + user + "/mine").then().statusCode(204);
  }

  @Test
  void deploymentsAreOutOfReach() {
    // Given
    String model = models.deployable("mine", "ok");
    models.deploy("mine", model, 1, 1).statusCode(201);

    // Then
    try {
      String deployment = "/api/v1/deployments/" + user + "/mine";
      limited().get(deployment).then().statusCode(404);
      limited().delete(deployment).then().statusCode(404);
      limited()
          .queryParam("namespace", user)
          .get("/api/v1/deployments")
          .then()
          .statusCode(200)
          .body("items", empty());
      limited()
          .body(Map.of("name", "second", "model", model, "version", 1))
          .post("/api/v1/deployments")
          .then()
          .statusCode(403);
      Tokens.as(Tokens.user(user).credential("token").only(user))
          .queryParam("namespace", user)
          .get("/api/v1/deployments")
          .then()
          .body("items", hasSize(1));
    } finally {
      models.delete("mine");
    }
  }

  private RequestSpecification limited() {
    return Tokens.as(Tokens.user(user).credential("token").only("models/" + user + "/mine"));
  }
}

package dev.trainyard.model.deployment;

import static dev.trainyard.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.model.testing.Servers;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class DeploymentResourceTest {

  @TestHTTPResource(value = "/", management = true)
  String management;

  private final Models ada =
      new Models(Tokens.user("ada-" + UUID.randomUUID().toString().substring(0, 8)));

  @AfterEach
  void deleteAll() {
    List<String> names =
        as(ada.user())
            .get("/api/v1/deployments?namespace=" + ada.user().name())
            .then()
            .statusCode(200)
            .extract()
            .path("items.name");
    names.forEach(ada::delete);
  }

  @Test
  void deploymentAnswersOnceItsExampleWasRight() {
    // Given
    String model = ada.deployable("house", "ok");

    // When
    ada.deploy("prices", model, 1, 2).statusCode(201).body("state", equalTo("starting"));
    JsonPath deployment = ada.awaitState("prices", "ready");

    // Then
    assertThat(deployment.getList("replicas.state")).containsExactly("ready", "ready");
    assertThat(deployment.getList("replicas.index")).containsExactly(0, 1);
    assertThat(deployment.getString("url")).isEqualTo("/serve/" + ada.user().name() + "/prices");
    List<String> addresses = ada.route("prices").getList("replicas");
    assertThat(addresses).hasSize(2).doesNotHaveDuplicates();
    RestAssured.given()
        .contentType("application/json")
        .body("{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[21]}]}")
        .post(addresses.getFirst() + "/v2/models/prices/infer")
        .then()
        .statusCode(200)
        .body("outputs[0].data[0]", equalTo(42f));
  }

  @Test
  void repeatWithTheSameKeyIsTheSameDeployment() {
    // Given
    Map<String, Object> body =
        Map.of("name", "prices", "model", ada.deployable("house", "ok"), "version", 1);
    String key = UUID.randomUUID().toString();
    Response first =
        as(ada.user()).header("Idempotency-Key", key).body(body).post("/api/v1/deployments");

    // When
    Response repeat =
        as(ada.user()).header("Idempotency-Key", key).body(body).post("/api/v1/deployments");

    // Then
    first.then().statusCode(201);
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", first.header("Location"));
    assertThat(repeat.asString()).isEqualTo(first.asString());
  }

  @Test
  void wrongAnswerToTheExampleFailsWithTheReason() {
    // Given
    String model = ada.deployable("house", "wrong");

    // When
    ada.deploy("prices", model, 1, 1).statusCode(201);
    JsonPath deployment = ada.awaitState("prices", "failed");

    // Then
    assertThat(deployment.getString("reason"))
        .contains("output y of the example is 3.0 at position 0 instead of 2.0");
    assertThat(ada.route("prices").getList("replicas")).isEmpty();
  }

  @Test
  void crashLoopShowsTheServersOwnWords() {
    // Given
    String model = ada.deployable("house", "crash");

    // When
    ada.deploy("prices", model, 1, 1).statusCode(201);

    // Then
    await()
        .atMost(Models.PATIENCE)
        .untilAsserted(
            () -> {
              JsonPath deployment = ada.deployment("prices");
              assertThat(deployment.getInt("replicas[0].restarts")).isGreaterThanOrEqualTo(2);
              assertThat(String.valueOf(deployment.getString("reason")))
                  .contains("code 3")
                  .contains("cannot read the model: the tensor is broken");
            });
    as(ada.user())
        .get(ada.deploymentPath("prices") + "/logs?replica=0&limit=5")
        .then()
        .statusCode(200)
        .body("lines.text", hasItem("cannot read the model: the tensor is broken"));
  }

  @Test
  void killedServerComesBack() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    ada.awaitState("prices", "ready");
    JsonPath before = ada.route("prices");

    // When
    Servers.kill(ada.deployment("prices").getUUID("id"));

    // Then
    await()
        .atMost(Models.PATIENCE)
        .untilAsserted(
            () -> assertThat(ada.deployment("prices").getInt("replicas[0].restarts")).isEqualTo(1));
    ada.awaitState("prices", "ready");
    assertThat(ada.route("prices").getLong("version")).isGreaterThan(before.getLong("version"));
    assertThat(ada.route("prices").getString("replicas[0]"))
        .isNotEqualTo(before.getString("replicas[0]"));
  }

  @Test
  void serverThatStopsAnsweringIsRestarted() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    ada.awaitState("prices", "ready");

    // When
    RestAssured.get(ada.route("prices").getString("replicas[0]") + "/hang").then().statusCode(200);

    // Then
    await()
        .atMost(Models.PATIENCE)
        .untilAsserted(
            () -> assertThat(ada.deployment("prices").getInt("replicas[0].restarts")).isEqualTo(1));
    ada.awaitState("prices", "ready");
  }

  @Test
  void stoppedDeploymentRunsNothingUntilItIsStarted() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    UUID id = ada.awaitState("prices", "ready").getUUID("id");

    // When
    as(ada.user()).post(ada.deploymentPath("prices") + "/stop").then().statusCode(200);

    // Then
    assertThat(ada.route("prices").getList("replicas")).isEmpty();
    ada.awaitState("prices", "stopped");
    assertThat(Servers.of(id)).isEmpty();
    as(ada.user()).post(ada.deploymentPath("prices") + "/start").then().statusCode(200);
    ada.awaitState("prices", "ready");
  }

  @Test
  void deletedDeploymentIsGoneAtOnceAndItsServersSoonAfter() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    UUID id = ada.awaitState("prices", "ready").getUUID("id");

    // When
    ada.delete("prices");

    // Then
    as(ada.user()).get(ada.deploymentPath("prices")).then().statusCode(404);
    await().atMost(Models.PATIENCE).until(() -> Servers.of(id).isEmpty());
  }

  @Test
  void modelInUseCannotBeDeletedUntilItsDeploymentIsGone() {
    // Given
    String model = ada.deployable("house", "ok");
    ada.deploy("prices", model, 1, 1).statusCode(201);

    // When
    as(ada.user())
        .delete("/api/v1/models/" + model)
        .then()
        .statusCode(409)
        .body("detail", containsString(ada.user().name() + "/prices"));
    ada.delete("prices");

    // Then
    await()
        .atMost(Models.PATIENCE)
        .until(
            () ->
                as(ada.user()).delete("/api/v1/models/" + model).then().extract().statusCode()
                    == 204);
  }

  @Test
  void secondDeploymentOfANameIsAConflict() {
    // Given
    String model = ada.deployable("house", "ok");
    ada.deploy("prices", model, 1, 1).statusCode(201);

    // When
    var response = ada.deploy("prices", model, 1, 1);

    // Then
    response.statusCode(409).body("detail", containsString("already exists"));
  }

  @Test
  void versionWithoutAnExampleCannotBeDeployed() {
    // Given
    String model = ada.repository("house", "private");
    ada.version(model, Map.of("weights.bin", "1234"));

    // When
    var response = ada.deploy("prices", model, 1, 1);

    // Then
    response.statusCode(422).body("errors[0].field", equalTo("version"));
  }

  @Test
  void modelOfSomebodyElseIsNotKnown() {
    // Given
    String model = ada.deployable("house", "ok");
    Models eve = new Models(Tokens.user("eve-" + UUID.randomUUID().toString().substring(0, 8)));

    // When
    var response = eve.deploy("prices", model, 1, 1);

    // Then
    response.statusCode(422).body("errors[0].field", equalTo("model"));
  }

  @Test
  void replicasAreCountedByState() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    ada.awaitState("prices", "ready");

    // When
    String metrics = RestAssured.get(management + "metrics").then().extract().asString();

    // Then
    assertThat(metrics)
        .containsPattern("trainyard_replicas\\{state=\"ready\"[^}]*} [1-9]")
        .contains("trainyard_replicas_started_total");
  }

  @Test
  void limitOfReplicasIsNamedInTheRefusal() {
    // Given
    String model = ada.deployable("house", "crash");
    for (int i = 0; i < 5; i++) {
      ada.deploy("many-" + i, model, 1, 8).body("type", not("urn:trainyard:problem:internal"));
    }

    // When
    var response = ada.deploy("one-more", model, 1, 8);

    // Then
    response.statusCode(409).body("detail", containsString("trainyard.deployments.max-replicas"));
  }

  @Test
  void routesAreForTheGatewayAlone() {
    // Given
    ada.deploy("prices", ada.deployable("house", "ok"), 1, 1).statusCode(201);
    String path = "/internal/routes/" + ada.user().name() + "/prices";

    // When
    int withoutSecret = as(ada.user()).get(path).statusCode();
    int withWrongSecret =
        as(ada.user()).header("X-Trainyard-Client", "gateway:guess").get(path).statusCode();
    int forStranger =
        as(Tokens.user("eve"))
            .header("X-Trainyard-Client", ModelTestResource.GATEWAY)
            .get(path)
            .statusCode();

    // Then
    assertThat(List.of(withoutSecret, withWrongSecret, forStranger)).containsExactly(401, 401, 404);
  }
}

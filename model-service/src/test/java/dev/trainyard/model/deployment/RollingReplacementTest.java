package dev.trainyard.model.deployment;

import static dev.trainyard.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.model.testing.Servers;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class RollingReplacementTest {

  private final Models ada =
      new Models(Tokens.user("ada-" + UUID.randomUUID().toString().substring(0, 8)));
  private String model;

  @BeforeEach
  void deploy() {
    model = ada.deployable("house", "ok");
    ada.deploy("prices", model, 1, 2).statusCode(201);
    ada.awaitState("prices", "ready");
  }

  @AfterEach
  void delete() {
    ada.delete("prices");
  }

  @Test
  void replacementUnderLoadFailsNoRequest() {
    // Given
    int next = ada.version(model, Models.multiplier(3, "ok"));
    Load load = new Load(ada, "prices", 4);
    load.start();
    await().atMost(Models.PATIENCE).until(() -> load.answers().contains(2.0));

    // When
    ada.change("prices", Map.of("version", next)).statusCode(200);
    JsonPath after = ada.awaitState("prices", "ready");
    await().atMost(Models.PATIENCE).until(() -> load.answers().contains(3.0));
    load.stop();

    // Then
    assertThat(after.getList("replicas.version")).containsExactly(2, 2);
    assertThat(load.failures()).isEmpty();
    assertThat(load.sent()).isGreaterThan(100);
  }

  @Test
  void versionThatFailsItsExampleNeverReplacesTheOneThatServes() {
    // Given
    int bad = ada.version(model, Models.multiplier(3, "wrong"));

    // When
    ada.change("prices", Map.of("version", bad)).statusCode(200);
    JsonPath deployment = ada.awaitState("prices", "degraded");

    // Then
    assertThat(deployment.getString("reason"))
        .contains("replica 0 of version 2")
        .contains("the version before it still answers");
    assertThat(ada.route("prices").getList("replicas")).hasSize(2);
    ada.change("prices", Map.of("version", 1)).statusCode(200);
    assertThat(ada.awaitState("prices", "ready").getList("replicas.version")).containsExactly(1, 1);
  }

  @Test
  void scaleUpAndDownUnderLoadFailsNoRequest() {
    // Given
    Load load = new Load(ada, "prices", 2);
    load.start();

    // When
    ada.change("prices", Map.of("replicas", 3)).statusCode(200);
    await()
        .atMost(Models.PATIENCE)
        .until(() -> ada.route("prices").getList("replicas").size() == 3);
    ada.change("prices", Map.of("replicas", 1)).statusCode(200);
    ada.awaitState("prices", "ready");
    UUID id = ada.deployment("prices").getUUID("id");
    await().atMost(Models.PATIENCE).until(() -> Servers.of(id).size() == 1);
    load.stop();

    // Then
    assertThat(load.failures()).isEmpty();
    assertThat(ada.route("prices").getList("replicas")).hasSize(1);
  }

  @Test
  void twoReplicasNeverMoreThanOneExtraDuringAReplacement() {
    // Given
    int next = ada.version(model, Models.multiplier(3, "ok"));

    // When
    ada.change("prices", Map.of("version", next)).statusCode(200);

    // Then
    await()
        .atMost(Models.PATIENCE)
        .until(
            () -> {
              List<Integer> versions = ada.deployment("prices").getList("replicas.version");
              assertThat(versions).hasSizeBetween(2, 3);
              return versions.equals(List.of(2, 2));
            });
    as(ada.user()).get(ada.deploymentPath("prices")).then().statusCode(200);
  }
}

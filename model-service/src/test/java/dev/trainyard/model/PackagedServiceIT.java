package dev.trainyard.model;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.model.testing.Models;
import dev.trainyard.model.testing.PackagedService;
import dev.trainyard.model.testing.Servers;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.testing.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What ships, {@code java -jar}, with the real inference server and a model of the real trainer.
 */
class PackagedServiceIT {

  private static final String PASSWORD = "superuser-of-tests";

  @TempDir Path directory;

  private final Models ada = new Models(Tokens.user("ada"));
  private EmbeddedPostgres postgres;
  private PackagedService service;

  @BeforeEach
  void start() throws IOException {
    postgres = database(0);
    PackagedService.provision(postgres);
    service = new PackagedService(directory, "first");
    service.start(postgres);
  }

  @AfterEach
  void stop() throws InterruptedException {
    RestAssured.reset();
    service.end();
    postgres.close();
  }

  @Test
  void readinessFollowsTheDatabaseAndLivenessDoesNot() throws IOException {
    // Given
    await().atMost(Models.PATIENCE).until(() -> health("ready") == 200);
    int port = postgres.port();

    // When
    postgres.close();

    // Then
    await().atMost(Models.PATIENCE).until(() -> health("ready") == 503);
    assertThat(health("live")).isEqualTo(200);
    assertThat(health("started")).isEqualTo(200);
    postgres = database(port);
    await().atMost(Models.PATIENCE).until(() -> health("ready") == 200);
  }

  @Test
  void deploymentsComeBackAfterTheServiceWasKilled() throws Exception {
    // Given
    UUID id = deployHouses();
    ada.awaitState("prices", "ready");
    assertThat(prediction()).isEqualTo("high");
    List<ProcessHandle> before = Servers.of(id);
    assertThat(before).hasSize(2);

    // When
    service.kill();
    service.start(postgres);

    // Then
    await().atMost(Models.PATIENCE).until(() -> before.stream().noneMatch(ProcessHandle::isAlive));
    ada.awaitState("prices", "ready");
    assertThat(prediction()).isEqualTo("high");
    assertThat(Servers.of(id)).hasSize(2);
  }

  @Test
  void replicasComeBackWhenTheDatabaseWasAwayAndAreServedMeanwhile() throws Exception {
    // Given
    UUID id = deployHouses();
    ada.awaitState("prices", "ready");
    List<Long> before = Servers.of(id).stream().map(ProcessHandle::pid).toList();
    int port = postgres.port();

    // When
    postgres.close();
    await().atMost(Models.PATIENCE).until(() -> health("ready") == 503);
    postgres = database(port);
    await().atMost(Models.PATIENCE).until(() -> health("ready") == 200);

    // Then
    ada.awaitState("prices", "ready");
    assertThat(Servers.of(id).stream().map(ProcessHandle::pid).toList())
        .containsExactlyInAnyOrderElementsOf(before);
  }

  @Test
  void secondInstanceTakesOverFromOneThatWasKilled() throws Exception {
    // Given
    UUID id = deployHouses();
    ada.awaitState("prices", "ready");
    List<ProcessHandle> before = Servers.of(id);
    var second = new PackagedService(directory, "second");
    second.start(postgres);

    // When
    service.kill();

    // Then
    try {
      await()
          .atMost(Models.PATIENCE)
          .until(() -> ada.route("prices").getList("replicas").isEmpty());
      ada.awaitState("prices", "ready");
      assertThat(prediction()).isEqualTo("high");
      assertThat(before).noneMatch(ProcessHandle::isAlive);
      assertThat(Servers.of(id)).hasSize(2);
    } finally {
      second.end();
    }
  }

  @Test
  void orderlyShutdownHandsOverAtOnceAndLeavesNoServer() throws Exception {
    // Given
    UUID id = deployHouses();
    ada.awaitState("prices", "ready");

    // When
    service.end();

    // Then
    assertThat(Servers.of(id)).isEmpty();
    service.start(postgres);
    ada.awaitState("prices", "ready");
  }

  private EmbeddedPostgres database(int port) {
    return EmbeddedPostgres.builder()
        .dataDirectory(directory.resolve("data"))
        .superuserPassword(PASSWORD)
        .port(port)
        .start();
  }

  private int health(String check) throws IOException {
    return given()
        .port(service.managementPort())
        .get("/health/" + check)
        .then()
        .extract()
        .statusCode();
  }

  private UUID deployHouses() throws IOException {
    String model = ada.repository("houses", "private");
    String commit = ada.commitBytes(model, houses());
    JsonNode description =
        new ObjectMapper().readTree(Path.of("src/test/resources/houses/model.json").toFile());
    Map<String, Object> registration = new HashMap<>();
    registration.put("commit", commit);
    registration.put("task", description.get("task").textValue());
    registration.put("metrics", description.get("metrics"));
    registration.put("signature", description.get("signature"));
    ada.register(model, registration).statusCode(201);
    return UUID.fromString(ada.deploy("prices", model, 1, 2).statusCode(201).extract().path("id"));
  }

  private static Map<String, byte[]> houses() throws IOException {
    Path root = Path.of("src/test/resources/houses");
    Map<String, byte[]> files = new HashMap<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(root.relativize(file).toString(), Files.readAllBytes(file));
      }
    }
    return files;
  }

  /** What the deployment says about a large house with one room. */
  private String prediction() {
    String address = ada.route("prices").getString("replicas[0]");
    return given()
        .baseUri(address)
        .port(Integer.parseInt(address.substring(address.lastIndexOf(':') + 1)))
        .contentType("application/json")
        .body(
            """
            {"inputs":[{"name":"area","datatype":"FP32","shape":[1,1],"data":[144]},
                       {"name":"rooms","datatype":"FP32","shape":[1,1],"data":[1]}]}
            """)
        .post("/v2/models/prices/infer")
        .then()
        .statusCode(200)
        .extract()
        .path("outputs.find { it.name == 'label' }.data[0]");
  }
}

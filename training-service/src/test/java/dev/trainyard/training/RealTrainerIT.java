package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.FakePlatform;
import dev.trainyard.training.testing.NeighboursResource;
import dev.trainyard.training.testing.PackagedService;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged service with the built-in trainer and the inference server's check. */
class RealTrainerIT {

  private static final Path TRAINER = Path.of("..", "trainer/target/trainer/trainer.jar");
  private static final Path INFERENCE =
      Path.of("..", "inference-server/target/inference-server/inference-server.jar");
  private static final Path DATA = Path.of("..", "examples/data/breast-cancer.csv");

  @TempDir private Path directory;

  @Test
  void realTrainingBecomesACheckedVersion() throws Exception {
    // Given
    assertThat(List.of(TRAINER, INFERENCE)).as("built before").allMatch(Files::exists);
    var database =
        new DatabaseSpec("training", "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 60);
    try (var postgres = EmbeddedPostgres.builder().setting("fsync", "off").start();
        var platform = new FakePlatform()) {
      DatabaseProvisioner.of(postgres).provision(database);
      System.setProperty("trainyard.dataset.url", platform.url());
      Map<String, String> settings =
          new HashMap<>(NeighboursResource.settings(platform.url(), directory.resolve("work")));
      settings.putAll(PackagedService.database(postgres, database));
      settings.put("trainyard.training.trainer-command", command(TRAINER));
      settings.put("trainyard.training.check-command", command(INFERENCE));
      settings.put("mp.jwt.verify.publickey.location", keys());
      try (PackagedService service = PackagedService.start(settings)) {
        RestAssured.port = service.port();
        Bench bench = Bench.ofNewUser();
        List<String> lines = Files.readAllLines(DATA);
        String target = lines.getFirst().substring(lines.getFirst().lastIndexOf(',') + 1);
        bench.dataset("data", Files.readString(DATA), profile(lines));
        Map<String, Object> request = bench.request();
        request.put("target", target);

        // When
        String id =
            bench.call().body(request).post(Bench.JOBS).then().statusCode(201).extract().path("id");
        await()
            .atMost(Duration.ofMinutes(4))
            .until(() -> bench.job(id).getString("finishedAt") != null);

        // Then
        JsonPath job = bench.job(id);
        assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
        assertThat(job.getDouble("metrics['test/accuracy']")).isGreaterThan(0.9);
        assertThat(bench.model().getString("versions[0].lineage.trainer.name")).isNotEmpty();
      }
    } finally {
      System.clearProperty("trainyard.dataset.url");
    }
  }

  private String keys() throws Exception {
    Path keys = directory.resolve("jwks.json");
    Files.writeString(keys, Tokens.jwks());
    return keys.toUri().toString();
  }

  private static String command(Path jar) {
    return String.join(
        ",",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-Xmx512m",
        "-jar",
        jar.toAbsolutePath().normalize().toString());
  }

  /** As dataset-service would describe the file: numbers, and the target in the last column. */
  private static Map<String, Object> profile(List<String> lines) {
    List<Map<String, Object>> columns = new ArrayList<>();
    String[] names = lines.getFirst().split(",", -1);
    for (int i = 0; i < names.length - 1; i++) {
      columns.add(Bench.column(names[i], "number", 500));
    }
    Map<String, Object> label = Bench.label(357, 212);
    label.put("name", names[names.length - 1]);
    columns.add(label);
    return Bench.profile(lines.size() - 1, columns);
  }
}

package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A person with data in every service is erased; what they owned with others lives on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ErasureIT {

  private static final String NAME = "zyxwvara";
  private static final String ORGANISATION = "heirloom";
  private static final Path EXAMPLES = Path.of("..", "examples", "data");
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private RunningPlatform platform;
  private Platform heir;
  private Platform operator;

  @BeforeAll
  void personWithDataInEveryServiceIsErased() throws IOException, InterruptedException {
    platform = RunningPlatform.shared();
    Platform person = platform.person(NAME);
    heir = platform.person("heir");
    operator = platform.anonymous().withToken(platform.operatorToken());
    operator.call("POST", "/api/v1/orgs", Map.of("name", ORGANISATION));
    for (String owner : List.of(NAME, "heir")) {
      operator.call(
          "PUT", "/api/v1/orgs/" + ORGANISATION + "/members/" + owner, Map.of("role", "owner"));
    }
    train(person, NAME);
    train(person, ORGANISATION);
    operator.call("POST", "/api/v1/users/" + NAME + "/deactivate", null);
    JsonNode erasure = operator.post("/api/v1/privacy/erasures", Map.of("name", NAME));
    Waiting.until(
        "erasure",
        PATIENCE,
        () -> operator.get("/api/v1/privacy/erasures/" + erasure.get("id").asText()),
        seen -> seen.hasNonNull("completedAt"));
  }

  /** A dataset, a job on it, the model that comes of it, and a deployment of that. */
  private static void train(Platform person, String namespace) throws IOException {
    String dataset = namespace + "/data";
    Example cancer = Example.ALL.getFirst();
    person.post("/api/v1/datasets", Map.of("namespace", namespace, "name", "data"));
    String upload =
        new Upload(person)
            .send(
                "/api/v1/datasets/" + dataset + "/uploads",
                cancer.file(),
                cancer.known(EXAMPLES),
                sent -> {});
    person.post(
        "/api/v1/datasets/" + dataset + "/commits",
        Map.of(
            "message",
            "by " + NAME,
            "operations",
            List.of(Map.of("op", "add", "path", "data.csv", "uploadId", upload))));
    Waiting.until(
        "profile",
        PATIENCE,
        () -> person.get("/api/v1/datasets/" + dataset + "/profile/main"),
        seen -> seen.get("status").asText().equals("ready"));
    String job =
        person
            .post(
                "/api/v1/jobs",
                Map.of(
                    "namespace", namespace,
                    "name", "model",
                    "task", cancer.task(),
                    "dataset", Map.of("repo", dataset),
                    "target", cancer.target()))
            .get("id")
            .asText();
    Waiting.until(
        "job",
        PATIENCE,
        () -> person.get("/api/v1/jobs/" + job),
        seen -> seen.get("state").asText().equals("succeeded"));
    person.post(
        "/api/v1/deployments",
        Map.of(
            "namespace", namespace, "name", "served", "model", namespace + "/model", "version", 1));
    Waiting.until(
        "deployment",
        PATIENCE,
        () -> person.get("/api/v1/deployments/" + namespace + "/served"),
        seen -> seen.get("state").asText().equals("ready"));
  }

  @Test
  void noTableOfAnyDatabaseHoldsNameOrAddress() throws IOException, SQLException {
    List<String> places = new ArrayList<>();
    try (var databases = new Databases(platform.data())) {
      for (String database : List.of("auth", "dataset", "model", "training")) {
        places.addAll(databases.placesOf(database, NAME));
      }
    }
    assertThat(places).isEmpty();
  }

  @Test
  void noLogAndNoMailHoldsNameOrAddress() throws IOException {
    List<String> lines = new ArrayList<>();
    for (String folder : List.of("logs", "outbox")) {
      Path files = platform.data().resolve(folder);
      if (Files.isDirectory(files)) {
        addLinesThatHold(files, lines);
      }
    }
    assertThat(lines).isEmpty();
  }

  private static void addLinesThatHold(Path folder, List<String> lines) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (Stream<String> all = Files.lines(file, StandardCharsets.ISO_8859_1)) {
          all.filter(line -> line.contains(NAME))
              .forEach(line -> lines.add(file.getFileName() + ": " + line));
        }
      }
    }
  }

  @Test
  void organisationLivesOnAndNamesAPseudonym() throws IOException {
    JsonNode commits = heir.get("/api/v1/datasets/" + ORGANISATION + "/data/commits");
    assertThat(commits.at("/items/0/author").asText()).startsWith("deleted-");
    JsonNode deployment = heir.get("/api/v1/deployments/" + ORGANISATION + "/served");
    assertThat(deployment.get("state").asText()).isEqualTo("ready");
    JsonNode members = heir.get("/api/v1/orgs/" + ORGANISATION + "/members");
    assertThat(members.toString()).contains("heir").doesNotContain(NAME);
    assertThat(operator.exchange("GET", "/api/v1/datasets/" + NAME + "/data", null).statusCode())
        .isEqualTo(404);
  }

  @Test
  void everyTrailStillVerifies() throws IOException, InterruptedException {
    assertThat(platform.trainyard("verify-audit", "--data", platform.data() + ""))
        .contains("auth-service", "dataset-service", "model-service", "training-service")
        .doesNotContainPattern("[1-9][0-9]* findings");
  }
}

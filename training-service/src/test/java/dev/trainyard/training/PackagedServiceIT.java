package dev.trainyard.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.postgres.EmbeddedPostgresBuilder;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.FakePlatform;
import dev.trainyard.training.testing.FeedClient;
import dev.trainyard.training.testing.NeighboursResource;
import dev.trainyard.training.testing.PackagedService;
import io.restassured.RestAssured;
import io.restassured.path.json.JsonPath;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What ships, as processes that are killed: no line lost, none doubled, no job run twice. */
class PackagedServiceIT {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  @TempDir private Path directory;

  private EmbeddedPostgres postgres;
  private DatabaseSpec database;
  private FakePlatform platform;
  private Bench bench;

  @BeforeEach
  void startNeighbours() throws Exception {
    // The server runs as another user, who must reach its data below this directory.
    Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    postgres = postgres().start();
    database =
        new DatabaseSpec(
            "t" + UUID.randomUUID().toString().substring(0, 8),
            "migrator-of-tests-8Qv2",
            "app-of-tests-5Rk9Zw",
            60);
    DatabaseProvisioner.of(postgres).provision(database);
    platform = new FakePlatform();
    System.setProperty("trainyard.dataset.url", platform.url());
    bench = Bench.ofNewUser();
  }

  @AfterEach
  void stopNeighbours() {
    System.clearProperty("trainyard.dataset.url");
    platform.close();
    postgres.close();
  }

  @Test
  void healthIsOnTheManagementPortAndRedWithoutTheDatabase() throws Exception {
    // Given
    try (PackagedService service = start("work")) {
      assertThat(service.health("/health")).isEqualTo(200);
      assertThat(service.health("/health/started")).isEqualTo(200);
      assertThat(service.health("/metrics")).isEqualTo(200);

      // When
      postgres.close();

      // Then
      await().atMost(PATIENCE).until(() -> service.health("/health/ready") == 503);
      assertThat(service.health("/health/live")).isEqualTo(200);
    }
  }

  @Test
  void jobOutlivesTheKillOfItsServiceAndResumes() throws Exception {
    // Given
    Path gate = directory.resolve("gate");
    bench.dataset("spam 300", "checkpoint", "await " + gate, "print after", "package", "done");
    String id;
    try (PackagedService first = start("work")) {
      id = bench.submit();
      await().atMost(PATIENCE).until(() -> bench.log(id).contains("spam 299"));
      first.kill();
    }

    // When
    try (PackagedService second = start("work")) {
      Files.createFile(gate);
      JsonPath job = awaitEnd(id);

      // Then
      assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
      assertThat(job.getInt("attempt")).isEqualTo(2);
      assertThat(bench.model().getList("versions")).hasSize(1);
      List<String> log = bench.log(id);
      assertThat(log).contains("after");
      assertThat(log.stream().filter(line -> line.startsWith("spam")).toList())
          .isEqualTo(IntStream.range(0, 300).mapToObj(i -> "spam " + i).toList());
      assertThat(second.stop()).isEqualTo(143);
    }
  }

  @Test
  void killsAtRandomMomentsLoseAndDoubleNoLine() throws Exception {
    // Given
    List<String> script = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      script.addAll(List.of("spam 40", "checkpoint", "sleep 150"));
    }
    script.add("exit 1");
    bench.dataset(script.toArray(String[]::new));
    String id = null;
    var random = new Random(7);

    // When
    for (int kill = 0; kill < 5; kill++) {
      try (PackagedService service = start("work", "trainyard.training.queue.max-faults", "50")) {
        if (id == null) {
          id = bench.submit();
        }
        Thread.sleep(1500 + random.nextInt(4000));
        service.kill();
      }
    }
    try (PackagedService last = start("work", "trainyard.training.queue.max-faults", "50")) {
      JsonPath job = awaitEnd(id);

      // Then
      assertThat(job.getString("reason.code")).isEqualTo("training-failed");
      assertThat(bench.log(id).stream().filter(line -> line.startsWith("spam")).toList())
          .isEqualTo(printed(id, job.getInt("attempt")));
      assertThat(last.health("/health/live")).isEqualTo(200);
    }
  }

  @Test
  void twoReplicasRunAHundredJobsOnceEach() throws Exception {
    // Given
    Path ran = directory.resolve("ran");
    bench.dataset("record-job " + ran, "package", "done");
    try (PackagedService one = start("work-one");
        PackagedService two = start("work-two")) {

      // When
      List<String> ids = Stream.generate(bench::submit).limit(100).toList();
      ids.forEach(this::awaitEnd);

      // Then
      assertThat(Files.readAllLines(ran)).containsExactlyInAnyOrderElementsOf(ids);
      List<String> versions = bench.model().getList("versions.jobId");
      assertThat(versions).containsExactlyInAnyOrderElementsOf(ids);
      assertThat(one.health("/health/ready")).isEqualTo(200);
      assertThat(two.health("/health/ready")).isEqualTo(200);
    }
  }

  @Test
  void outageOfTheDatabaseLosesNoLineAndEndsNoTraining() throws Exception {
    // Given
    Path printed = directory.resolve("printed");
    Path during = directory.resolve("during");
    Path after = directory.resolve("after");
    bench.dataset(
        "print one", "await " + during, "spam 100", "touch " + printed, "await " + after, "exit 1");
    try (PackagedService service = start("work", "trainyard.training.queue.lease", "PT60S")) {
      String id = bench.submit();
      await().atMost(PATIENCE).until(() -> bench.log(id).contains("one"));

      // When
      int port = postgres.port();
      postgres.close();
      Files.createFile(during);
      await().atMost(PATIENCE).until(() -> Files.exists(printed));
      postgres = postgres().port(port).start();
      await().atMost(PATIENCE).until(() -> service.health("/health/ready") == 200);
      Files.createFile(after);
      JsonPath job = awaitEnd(id);

      // Then
      assertThat(job.getInt("attempt")).isEqualTo(1);
      assertThat(bench.log(id).stream().filter(line -> line.startsWith("spam")).toList())
          .isEqualTo(IntStream.range(0, 100).mapToObj(i -> "spam " + i).toList());
    }
  }

  @Test
  void feedOfEachReplicaShowsEveryJob() throws Exception {
    // Given
    bench.dataset("spam 50", "metric 1 train/loss 0.5", "exit 1");
    try (PackagedService one = start("work-one");
        PackagedService two = start("work-two");
        FeedClient ofOne = FeedClient.connect(one.port(), bench.token());
        FeedClient ofTwo = FeedClient.connect(two.port(), bench.token())) {
      String id = bench.submit();

      // When
      List<JsonNode> fromOne = ofOne.subscribe(id, 0).eventsUntilEnd();
      List<JsonNode> fromTwo = ofTwo.subscribe(id, 0).eventsUntilEnd();

      // Then
      assertThat(fromOne).isEqualTo(fromTwo);
      assertThat(fromOne)
          .extracting(event -> event.path("seq").asLong())
          .isEqualTo(LongStream.rangeClosed(1, fromOne.size()).boxed().toList());
    }
  }

  private EmbeddedPostgresBuilder postgres() {
    return EmbeddedPostgres.builder()
        .dataDirectory(directory.resolve("postgres"))
        .superuserPassword("password-of-tests")
        .setting("fsync", "off");
  }

  private PackagedService start(String work, String... more) throws Exception {
    Path keys = directory.resolve("jwks.json");
    Files.writeString(keys, Tokens.jwks());
    Map<String, String> settings =
        new HashMap<>(NeighboursResource.settings(platform.url(), directory.resolve(work)));
    settings.putAll(PackagedService.database(postgres, database));
    settings.put("mp.jwt.verify.publickey.location", keys.toUri().toString());
    for (int i = 0; i < more.length; i += 2) {
      settings.put(more[i], more[i + 1]);
    }
    PackagedService service = PackagedService.start(settings);
    RestAssured.port = service.port();
    return service;
  }

  private JsonPath awaitEnd(String id) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(300))
        .until(
            () ->
                List.of("succeeded", "failed", "cancelled")
                    .contains(bench.job(id).getString("state")));
    return bench.job(id);
  }

  /** What the attempts have printed, as their own files hold it. */
  private List<String> printed(String id, int attempts) throws Exception {
    List<String> lines = new ArrayList<>();
    for (int attempt = 1; attempt <= attempts; attempt++) {
      Path file = directory.resolve("work/" + id + "/attempts/" + attempt + "/stdout.log");
      if (Files.exists(file)) {
        lines.addAll(
            Files.readAllLines(file).stream().filter(line -> line.startsWith("spam")).toList());
      }
    }
    return lines;
  }
}

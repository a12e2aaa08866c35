package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/**
 * Kills processes at random moments while uploads and jobs go on, and then looks for everything
 * that was acknowledged. {@code -Dcrash.rounds=20} for the long form, {@code -Dcrash.seed} to
 * repeat one.
 */
class CrashIT {

  private static final Path EXAMPLES = Path.of("..", "examples", "data");
  private static final String OWNER = "mallory";
  private static final String DATASET = OWNER + "/crash";
  private static final String DEPLOYMENT = OWNER + "/crash";
  private static final String MODEL = OWNER + "/crash-model";
  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

  private final int rounds = Integer.getInteger("crash.rounds", 4);
  private final long seed = Long.getLong("crash.seed", System.nanoTime());
  private final Ledger ledger = new Ledger();
  private final AtomicBoolean over = new AtomicBoolean();

  @Test
  void nothingAcknowledgedIsLostAndNoJobRegistersTwice() throws Exception {
    // Given
    RunningPlatform platform = RunningPlatform.shared();
    Platform user = platform.person(OWNER);
    prepare(user);
    deploy(user);
    var processes = new Processes(platform.data());

    // When
    try (ExecutorService work = Executors.newVirtualThreadPerTaskExecutor()) {
      var uploads = work.submit(() -> uploadUntilOver(user));
      var jobs = work.submit(() -> submitUntilOver(user));
      killAtRandom(platform, processes);
      over.set(true);
      uploads.get(5, TimeUnit.MINUTES);
      jobs.get(5, TimeUnit.MINUTES);
    }

    // Then
    for (String job : ledger.jobs()) {
      assertJobTold(user, job);
    }
    for (Map.Entry<String, String> file : ledger.files().entrySet()) {
      assertThat(digest(user, file.getKey())).as(file.getKey()).isEqualTo(file.getValue());
    }
    assertOneVersionEach(user);
    assertAnswers(user);
    assertNoOrphans(platform, processes);
    assertThat(platform.trainyard("verify-audit", "--data", platform.data() + ""))
        .contains(" 0 findings");
    System.out.printf(
        "%d kills (seed %d): %d files and %d jobs acknowledged, all there%n",
        rounds, seed, ledger.files().size(), ledger.jobs().size());
  }

  private void prepare(Platform user) throws IOException {
    user.post("/api/v1/datasets", Map.of("namespace", OWNER, "name", "crash"));
    Example cancer = Example.ALL.getFirst();
    assertThat(commit(user, "data.csv", cancer.known(EXAMPLES))).isTrue();
    Waiting.until(
        "the profile of " + DATASET,
        Duration.ofMinutes(1),
        () -> user.get("/api/v1/datasets/" + DATASET + "/profile/main?path=data.csv"),
        profile -> profile.get("status").asText().equals("ready"));
  }

  /** A model of two replicas, which has to come back after each kill. */
  private void deploy(Platform user) throws IOException {
    String job = user.post("/api/v1/jobs", specification("first")).get("id").asText();
    Waiting.until("job " + job, Duration.ofMinutes(5), () -> look(user, job), "succeeded"::equals);
    user.post(
        "/api/v1/deployments",
        Map.of("namespace", OWNER, "name", "crash", "model", MODEL, "version", 1, "replicas", 2));
    awaitReady(user);
  }

  private static void awaitReady(Platform user) {
    Waiting.until(
        "deployment " + DEPLOYMENT,
        Duration.ofMinutes(2),
        () -> user.get("/api/v1/deployments/" + DEPLOYMENT),
        deployment -> deployment.get("state").asText().equals("ready"));
  }

  private static void assertAnswers(Platform user) {
    awaitReady(user);
    JsonNode example = user.get("/" + MODEL + "/resolve/v1/example.json");
    JsonNode answer =
        user.post("/serve/" + DEPLOYMENT + "/v2/models/crash/infer", example.get("request"));
    assertThat(answer.at("/outputs/0/data")).isEqualTo(example.at("/response/outputs/0/data"));
  }

  private static void assertNoOrphans(RunningPlatform platform, Processes processes)
      throws IOException, InterruptedException {
    Waiting.until(
        "the end of every trainer", Duration.ofSeconds(60), processes::trainers, List::isEmpty);
    Platform operator = platform.anonymous().withToken(platform.operatorToken());
    int replicas = 0;
    for (JsonNode deployment : operator.get("/api/v1/deployments?limit=100").get("items")) {
      replicas += deployment.get("desiredReplicas").asInt();
    }
    int wanted = replicas;
    Waiting.until(
        "one inference server a replica",
        Duration.ofSeconds(60),
        () -> processes.inferenceServers().size(),
        running -> running == wanted);
  }

  private void killAtRandom(RunningPlatform platform, Processes processes) throws Exception {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < rounds; round++) {
      Waiting.pause(Duration.ofMillis(random.nextInt(500, 6_000)));
      String kind =
          Processes.KINDS.get((int) ((round + seed & 0x7fffffff) % Processes.KINDS.size()));
      if (!processes.kill(kind)) {
        processes.kill("training-service");
      }
      if (kind.equals(Processes.EVERYTHING)) {
        platform.up();
      }
      Waiting.until(
          "all ready after the end of " + kind,
          Duration.ofMinutes(2),
          () -> isReady(platform),
          ready -> ready);
    }
  }

  private static boolean isReady(RunningPlatform platform) {
    try {
      platform.trainyard("status", "--data", platform.data() + "");
      return true;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Void uploadUntilOver(Platform user) throws GeneralSecurityException {
    var random = new SplittableRandom(seed + 1);
    for (int number = 0; !over.get(); number++) {
      byte[] content = new byte[random.nextInt(1, 3 << 20)];
      random.nextBytes(content);
      String path = "blobs/file-%05d.bin".formatted(number);
      try {
        if (commit(user, path, content)) {
          ledger.committed(path, hex(MessageDigest.getInstance("SHA-256").digest(content)));
        }
      } catch (JourneyException e) {
        Waiting.pause(Duration.ofMillis(500));
      }
    }
    return null;
  }

  private static boolean commit(Platform user, String path, byte[] content) {
    String upload =
        new Upload(user)
            .send("/api/v1/datasets/" + DATASET + "/uploads", "file", content, sent -> {});
    HttpResponse<String> answer =
        user.exchange(
            "POST",
            "/api/v1/datasets/" + DATASET + "/commits",
            Map.of(
                "message",
                "Add " + path,
                "operations",
                List.of(Map.of("op", "add", "path", path, "uploadId", upload))));
    return answer.statusCode() == 201;
  }

  private Void submitUntilOver(Platform user) {
    for (int number = 0; !over.get(); number++) {
      try {
        HttpResponse<String> answer =
            user.exchange("POST", "/api/v1/jobs", specification("crash-" + number));
        if (answer.statusCode() == 201) {
          String id = Platform.JSON.readTree(answer.body()).get("id").asText();
          ledger.submitted(id);
          watch(user, id);
        } else {
          Waiting.pause(Duration.ofMillis(500));
        }
      } catch (JourneyException | IOException e) {
        Waiting.pause(Duration.ofMillis(500));
      }
    }
    return null;
  }

  private static Map<String, Object> specification(String name) {
    return Map.of(
        "namespace",
        OWNER,
        "name",
        name,
        "task",
        "tabular-classification",
        "dataset",
        Map.of("repo", DATASET, "path", "data.csv"),
        "target",
        "diagnosis",
        "model",
        Map.of("repo", MODEL));
  }

  /** Reads what a person would see while the job runs, and remembers it. */
  private void watch(Platform user, String job) {
    Waiting.until(
        "job " + job,
        Duration.ofMinutes(5),
        () -> look(user, job),
        state -> ENDED.contains(state) || over.get());
  }

  private String look(Platform user, String job) {
    try {
      ledger.shown(job, user.get("/api/v1/jobs/" + job + "/metrics?limit=500").get("points"));
      ledger.shown(job, user.get("/api/v1/jobs/" + job + "/logs?limit=500").get("lines"));
      return user.get("/api/v1/jobs/" + job).get("state").asText();
    } catch (JourneyException e) {
      return "out of sight: " + e.getMessage();
    }
  }

  private void assertJobTold(Platform user, String job) {
    JsonNode ended =
        Waiting.until(
            "the end of job " + job,
            Duration.ofMinutes(5),
            () -> user.get("/api/v1/jobs/" + job),
            seen -> ENDED.contains(seen.get("state").asText()));
    if (ended.get("state").asText().equals("failed")) {
      assertThat(ended.at("/reason/message").asText()).as("reason of " + job).isNotBlank();
    }
    Map<Long, String> there = new TreeMap<>();
    rows(user, job, "metrics", "points", there);
    rows(user, job, "logs", "lines", there);
    assertThat(there).as("rows of job " + job).containsAllEntriesOf(ledger.events(job));
  }

  private static void rows(
      Platform user, String job, String kind, String field, Map<Long, String> into) {
    long after = 0;
    while (true) {
      JsonNode page =
          user.get("/api/v1/jobs/" + job + "/" + kind + "?limit=500&after=" + after).get(field);
      if (page.isEmpty()) {
        return;
      }
      for (JsonNode row : page) {
        after = row.get("seq").asLong();
        into.put(after, row.toString());
      }
    }
  }

  private static void assertOneVersionEach(Platform user) {
    JsonNode versions = user.get("/api/v1/models/" + MODEL + "/versions?limit=100").get("items");
    List<String> jobs =
        StreamSupport.stream(versions.spliterator(), false)
            .map(version -> version.at("/lineage/job/id").asText())
            .toList();
    assertThat(jobs).doesNotHaveDuplicates();
  }

  private static String digest(Platform user, String path) throws Exception {
    HttpResponse<byte[]> response =
        user.client()
            .send(
                user.request("/datasets/" + DATASET + "/resolve/main/" + path).GET().build(),
                BodyHandlers.ofByteArray());
    assertThat(response.statusCode()).as(path).isEqualTo(200);
    return hex(MessageDigest.getInstance("SHA-256").digest(response.body()));
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}

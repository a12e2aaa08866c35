package dev.trainyard.training.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class ExecutionTest {

  private final Bench bench = Bench.ofNewUser();

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "exit 2,failed,bad-config",
    "exit 3,failed,bad-data",
    "exit 1,failed,training-failed",
    "exit 139,failed,training-failed"
  })
  void exitCodeDecidesTheReason(String command, String state, String code) {
    // Given
    bench.dataset("fail-text it went wrong", command);

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).isEqualTo(state);
    assertThat(job.getString("reason.code")).isEqualTo(code);
    assertThat(job.getString("reason.message")).contains("it went wrong");
    assertThat(job.getInt("attempt")).isEqualTo(1);
  }

  @Test
  void trainersOwnWordsAreTheReason() {
    // Given
    bench.dataset(
        "print {\"@ml\":1,\"event\":\"failed\",\"code\":\"bad-data\",\"message\":\"row 7 is odd\",\"field\":\"target\"}",
        "exit 3");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("reason.message")).isEqualTo("row 7 is odd");
    assertThat(job.getString("reason.hint")).contains("target");
  }

  @ParameterizedTest
  @CsvSource({"75", "137", "143"})
  void temporaryFailuresAndForeignKillsGetAnotherAttempt(int code) {
    // Given
    bench.dataset("checkpoint", "exit-first " + code, "package", "done");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(job.getInt("attempt")).isEqualTo(2);
  }

  @Test
  void jobThatIsAlwaysInterruptedFailsInTheEnd() {
    // Given
    bench.dataset("exit 75");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).isEqualTo("failed");
    assertThat(job.getString("reason.message")).contains("6 interruptions");
    assertThat(job.getInt("attempt")).isEqualTo(6);
  }

  @Test
  void trainerThatIgnoresTheRequestToStopIsKilled() {
    // Given
    bench.dataset("ignore-term", "print deaf", "hang");
    String id = bench.submit();
    await().until(() -> bench.log(id).contains("deaf"));

    // When
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);

    // Then
    assertThat(bench.awaitEnd(id).getString("state")).isEqualTo("cancelled");
  }

  @Test
  void everyPrintedLineIsStoredOnceAndInOrder() {
    // Given
    bench.dataset("spam 2500", "nonl without end", "exit 1");
    String id = bench.submit();

    // When
    bench.awaitEnd(id);

    // Then
    List<String> expected =
        new ArrayList<>(IntStream.range(0, 2500).mapToObj(i -> "spam " + i).toList());
    expected.add("without end");
    assertThat(bench.log(id)).isEqualTo(expected);
  }

  @Test
  void logIsBoundedAndSaysSo() {
    // Given
    bench.dataset("spam 5000", "metric 1 train/loss 0.5", "exit 1");
    String id = bench.submit();

    // When
    bench.awaitEnd(id);

    // Then
    assertThat(bench.log(id)).hasSize(3001);
    assertThat(bench.log(id).getLast()).contains("not stored");
    assertThat(bench.call().get(Bench.JOBS + "/" + id + "/metrics").jsonPath().getList("points"))
        .hasSize(1);
  }

  @Test
  void trainingThatPrintsWithoutEndIsStopped() {
    // Given
    bench.dataset("spam 3000000", "hang");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("reason.code")).isEqualTo("output-too-large");
  }

  @Test
  void silentTrainingIsMarkedAsStalledAndUnmarkedWhenItSpeaks() {
    // Given
    Path gate = directory.resolve("gate");
    bench.dataset("print first", "await " + gate, "print again", "hang");
    String id = bench.submit();

    // When
    await().until(() -> "stalled".equals(bench.job(id).getString("reason.code")));
    create(gate);

    // Then
    await().until(() -> bench.log(id).contains("again"));
    await().until(() -> bench.job(id).getString("reason.code") == null);
    bench.call().post(Bench.JOBS + "/" + id + "/cancel");
    bench.awaitEnd(id);
  }

  @Test
  void brokenPackageFailsTheJob() {
    // Given
    bench.dataset("broken-package", "done");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("reason.code")).isEqualTo("package-invalid");
  }

  @Test
  void registrationOutlivesAnOutageOfTheModels() {
    // Given
    bench.dataset("package", "done");
    Bench.fail("/api/v1/models/" + bench.name() + "/model/commits", 503, 2);
    Bench.fail("/api/v1/models/" + bench.name() + "/model/versions", 503, 1);

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(bench.model().getList("versions")).hasSize(1);
    assertThat(bench.model().getList("commits")).hasSize(1);
  }

  @Test
  void dataThatArriveChangedAreNotTrainedOn() {
    // Given
    Map<String, Object> profile = Bench.profile(100, Bench.columns());
    profile.put("sha256", "0".repeat(64));
    bench.dataset("data", "package\ndone\n", profile);

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).isEqualTo("failed");
    assertThat(job.getString("reason.message")).contains("digest");
  }

  @Test
  void datasetThatIsGoneFailsTheJobAtOnce() {
    // Given
    bench.dataset("package", "done");
    Bench.fail("/datasets/" + bench.name() + "/data", 404, 1);

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("reason.code")).isEqualTo("dataset-unreadable");
    assertThat(job.getInt("attempt")).isEqualTo(1);
  }

  @Test
  void manyJobsRunExactlyOnceEach() {
    // Given
    Path ran = directory.resolve("ran");
    bench.dataset("record-job " + ran, "exit 1");
    List<String> ids = Stream.generate(bench::submit).limit(30).toList();

    // When
    ids.forEach(bench::awaitEnd);

    // Then
    assertThat(lines(ran)).containsExactlyInAnyOrderElementsOf(ids);
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path file) {
    try {
      Files.createFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

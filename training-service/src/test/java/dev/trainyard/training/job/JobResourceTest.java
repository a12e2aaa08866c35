package dev.trainyard.training.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class JobResourceTest {

  private final Bench bench = Bench.ofNewUser();

  @Test
  void jobRunsFromTheQueueToAVersionOfTheModel() {
    // Given
    bench.dataset(
        "print hello", "metric 1 train/loss 0.5", "progress 1 2", "checkpoint", "package", "done");

    // When
    JsonPath job = bench.awaitEnd(bench.submit());

    // Then
    assertThat(job.getString("state")).as(job.prettify()).isEqualTo("succeeded");
    assertThat(job.getInt("model.version")).isEqualTo(1);
    assertThat(job.getFloat("metrics['test/accuracy']")).isEqualTo(0.9f);
    assertThat(job.getString("report.baseline.name")).isEqualTo("majority");
    assertThat(job.getList("timeline.state"))
        .isEqualTo(List.of("queued", "preparing", "running", "registering", "succeeded"));
    assertThat(bench.log(job.getString("id"))).contains("hello");
    assertThat(bench.model().getString("versions[0].jobId")).isEqualTo(job.getString("id"));
    assertThat(bench.model().getString("versions[0].lineage.dataset.repo"))
        .isEqualTo(bench.name() + "/data");
    assertThat(bench.model().getString("versions[0].lineage.trainer.name")).isEqualTo("scripted");
  }

  @Test
  void repeatWithTheSameKeyQueuesOneJob() {
    // Given
    bench.dataset("package", "done");
    String key = UUID.randomUUID().toString();
    Response first =
        bench.call().header("Idempotency-Key", key).body(bench.request()).post(Bench.JOBS);

    // When
    Response repeat =
        bench.call().header("Idempotency-Key", key).body(bench.request()).post(Bench.JOBS);

    // Then
    first.then().statusCode(201);
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .header("Location", first.header("Location"));
    assertThat(repeat.asString()).isEqualTo(first.asString());
    bench.call().get(Bench.JOBS).then().body("items", hasSize(1));
    bench.awaitEnd(first.path("id"));
  }

  @Test
  void repeatedRetryIsOneAttempt() {
    // Given
    bench.dataset("exit 1");
    String id = bench.submit();
    bench.awaitEnd(id);
    String key = UUID.randomUUID().toString();
    String path = Bench.JOBS + "/" + id + "/retry";
    bench.call().header("Idempotency-Key", key).post(path).then().statusCode(201);
    bench.awaitEnd(id);

    // When
    Response repeat = bench.call().header("Idempotency-Key", key).post(path);

    // Then
    repeat
        .then()
        .statusCode(201)
        .header("Idempotency-Replayed", "true")
        .body("state", equalTo("queued"));
    assertThat(bench.job(id).getString("state")).isEqualTo("failed");
    assertThat(bench.job(id).getInt("attempt")).isEqualTo(2);
  }

  @Test
  void grantAndFolderOfASucceededJobAreRemoved() {
    // Given
    bench.dataset("package", "done");
    String id = bench.submit();

    // When
    bench.awaitEnd(id);

    // Then
    await().until(() -> !Bench.grants().contains(id));
  }

  @Test
  void metricsAreReadInPagesAlongTheSequence() {
    // Given
    bench.dataset(
        "metric 1 train/loss 0.5", "metric 2 train/loss 0.4", "metric 3 train/loss 0.3", "exit 1");
    String id = bench.submit();
    bench.awaitEnd(id);

    // When
    JsonPath first = metrics(id, "?limit=2");
    JsonPath second = metrics(id, "?limit=2&after=" + first.getLong("nextSeq"));

    // Then
    assertThat(first.getList("points.step")).isEqualTo(List.of(1, 2));
    assertThat(second.getList("points.step")).isEqualTo(List.of(3));
    assertThat(second.getList("points.key")).isEqualTo(List.of("train/loss"));
    assertThat(second.getList("points.attempt")).isEqualTo(List.of(1));
  }

  @Test
  void tailGivesTheNewestLogLines() {
    // Given
    bench.dataset("print one", "print two", "print three", "exit 1");
    String id = bench.submit();
    bench.awaitEnd(id);

    // When
    var answer = bench.call().get(Bench.JOBS + "/" + id + "/logs?tail=2").then();

    // Then
    answer.statusCode(200).body("lines.text", equalTo(List.of("two", "three")));
  }

  @Test
  void listShowsOwnJobsByFilterAndPage() {
    // Given
    bench.dataset("exit 1");
    String first = bench.submit();
    String second = bench.submit();
    bench.awaitEnd(first);
    bench.awaitEnd(second);

    // When
    var page = bench.call().get(Bench.JOBS + "?limit=1").then().statusCode(200);
    String cursor = page.extract().path("nextCursor");
    var rest = bench.call().get(Bench.JOBS + "?limit=1&cursor=" + cursor).then().statusCode(200);
    var filtered =
        bench
            .call()
            .get(
                Bench.JOBS
                    + "?state=failed&dataset=%1$s/data&namespace=%1$s".formatted(bench.name()))
            .then();

    // Then
    page.body("items.id", equalTo(List.of(second)));
    rest.body("items.id", equalTo(List.of(first)));
    filtered.body("items", hasSize(2));
  }

  @Test
  void waitingJobKnowsItsPlaceInTheQueue() {
    // Given
    bench.dataset("hang");
    List<String> running = List.of(bench.submit(), bench.submit(), bench.submit());
    running.forEach(id -> bench.awaitState(id, "running"));

    // When
    String id = bench.submit();

    // Then
    assertThat(bench.job(id).getLong("queuePosition")).isPositive();
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);
    assertThat(bench.job(id).getString("state")).isEqualTo("cancelled");
    running.forEach(one -> bench.call().post(Bench.JOBS + "/" + one + "/cancel"));
    running.forEach(one -> bench.awaitState(one, "cancelled"));
  }

  @Test
  void cancelledJobCanBeRetriedAndResumes() {
    // Given
    bench.dataset("print before", "checkpoint", "hang", "package", "done");
    String id = bench.submit();
    await().until(() -> bench.log(id).contains("before"));
    bench.call().post(Bench.JOBS + "/" + id + "/cancel").then().statusCode(202);
    JsonPath cancelled = bench.awaitState(id, "cancelled");

    // When
    var retry = bench.call().post(Bench.JOBS + "/" + id + "/retry").then();
    bench.awaitState(id, "running");

    // Then
    assertThat(cancelled.getString("reason.code")).isEqualTo("cancelled");
    retry.statusCode(201).body("state", equalTo("queued"));
    await().until(() -> bench.log(id).stream().anyMatch(line -> line.contains("resumes")));
    assertThat(bench.job(id).getInt("attempt")).isEqualTo(2);
    bench.call().post(Bench.JOBS + "/" + id + "/cancel");
    bench.awaitState(id, "cancelled");
  }

  @Test
  void endedJobIsDeletedAndAnActiveOneIsNot() {
    // Given
    bench.dataset("hang");
    String id = bench.submit();
    bench.awaitState(id, "running");

    // When
    int whileRunning = bench.call().delete(Bench.JOBS + "/" + id).statusCode();
    bench.call().post(Bench.JOBS + "/" + id + "/cancel");
    bench.awaitState(id, "cancelled");
    int afterEnd = bench.call().delete(Bench.JOBS + "/" + id).statusCode();

    // Then
    assertThat(whileRunning).isEqualTo(409);
    assertThat(afterEnd).isEqualTo(204);
    bench.call().get(Bench.JOBS + "/" + id).then().statusCode(404);
    bench.call().get(Bench.JOBS + "/" + id + "/logs").then().statusCode(404);
  }

  @Test
  void writerMayNotCancelAnothersJobButAMaintainerMay() {
    // Given
    bench.dataset("hang");
    String id = bench.submit();
    Bench writer = Bench.of(Tokens.user("walter").in(bench.name(), "writer"));
    Bench maintainer = Bench.of(Tokens.user("mary").in(bench.name(), "maintainer"));

    // When
    int asWriter = writer.call().post(Bench.JOBS + "/" + id + "/cancel").statusCode();
    int asMaintainer = maintainer.call().post(Bench.JOBS + "/" + id + "/cancel").statusCode();

    // Then
    assertThat(asWriter).isEqualTo(403);
    assertThat(asMaintainer).isEqualTo(202);
    bench.awaitState(id, "cancelled");
  }

  @Test
  void maintainerWhoRetriesAnothersJobLendsTheirOwnRights() {
    // Given
    bench.dataset("exit-first 1", "package", "done");
    String id = bench.submit();
    bench.awaitEnd(id);
    Bench maintainer = Bench.of(Tokens.user("mary").in(bench.name(), "maintainer"));

    // When
    maintainer.call().post(Bench.JOBS + "/" + id + "/retry").then().statusCode(201);

    // Then
    assertThat(bench.awaitEnd(id).getString("state")).isEqualTo("succeeded");
  }

  @Test
  void trainersAreListedWithTheirHyperparameters() {
    // When
    var answer = bench.call().get(Bench.JOBS + "/trainers").then();

    // Then
    answer
        .statusCode(200)
        .body("items.task", hasItem("text-classification"))
        .body("items[0].hyperparameters[0].name", notNullValue())
        .body("items[0].target.kinds", hasItem("category"));
  }

  @Test
  void estimateIsMeasuredOnceAJobOfTheTaskHasSucceeded() {
    // Given
    bench.dataset("package", "done");
    bench.awaitEnd(bench.submit());

    // When
    var answer = bench.call().body(bench.request()).post(Bench.JOBS + "/estimate").then();

    // Then
    answer
        .statusCode(200)
        .body("rows", equalTo(100))
        .body("trainRows", equalTo(70))
        .body("features", equalTo(2))
        .body("classes", equalTo(2))
        .body("basis", equalTo("measured"));
  }

  private JsonPath metrics(String id, String query) {
    return bench
        .call()
        .get(Bench.JOBS + "/" + id + "/metrics" + query)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}

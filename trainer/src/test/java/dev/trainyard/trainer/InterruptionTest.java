package dev.trainyard.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real trainer processes that are stopped, killed, orphaned and continued. */
class InterruptionTest {

  @TempDir Path root;

  private JobFolder trees(String name) throws IOException {
    return JobFolder.breastCancer(root.resolve(name))
        .hyperparameter("rounds", 400)
        .hyperparameter("earlyStoppingRounds", 0)
        .hyperparameter("subsample", 0.8)
        .hyperparameter("columnSample", 0.8)
        .environment("TRAIN_CHECKPOINT_STEPS", "25");
  }

  private JobFolder text(String name) throws IOException {
    return JobFolder.mails(root.resolve(name))
        .hyperparameter("epochs", 150)
        .hyperparameter("hashBits", 14)
        .hyperparameter("patience", 0)
        .environment("TRAIN_CHECKPOINT_STEPS", "30");
  }

  /** Reads events until the named one has reached a step. */
  private static void await(Process process, String event, long step) throws IOException {
    var lines =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      for (var node : JobFolder.events(line)) {
        if (node.path("event").asText().equals(event) && node.path("step").asLong() >= step) {
          return;
        }
      }
    }
    throw new AssertionError("the trainer ended before " + event + " " + step);
  }

  private static void assertSameModel(JobFolder left, JobFolder right, String file) {
    assertThat(left.model().resolve(file)).hasSameBinaryContentAs(right.model().resolve(file));
  }

  @Test
  void continuesTreesBitForBitAfterATermination() throws Exception {
    // Given
    JobFolder straight = trees("straight");
    assertThat(straight.run().code()).isZero();
    JobFolder broken = trees("broken");
    Process process = broken.start();
    await(process, "metric", 30);
    // When
    process.toHandle().destroy();
    assertThat(JobFolder.finish(process).code()).isEqualTo(143);
    JobFolder.Result resumed = broken.run();
    // Then
    assertThat(resumed.last("resume").path("step").asInt()).isBetween(30, 399);
    assertSameModel(straight, broken, "native/model.ubj");
    assertSameModel(straight, broken, "model.onnx");
  }

  @Test
  void continuesTreesBitForBitAfterAKill() throws Exception {
    // Given
    JobFolder straight = trees("straight");
    assertThat(straight.run().code()).isZero();
    JobFolder broken = trees("broken");
    Process process = broken.start();
    await(process, "checkpoint", 50);
    // When
    process.destroyForcibly().waitFor(30, TimeUnit.SECONDS);
    JobFolder.Result resumed = broken.run();
    // Then
    assertThat(resumed.last("resume").path("step").asInt()).isGreaterThanOrEqualTo(50);
    assertSameModel(straight, broken, "native/model.ubj");
  }

  @Test
  void continuesTextBitForBitAfterItsParentDied() throws Exception {
    // Given
    JobFolder straight = text("straight");
    assertThat(straight.run().code()).isZero();
    JobFolder broken = text("broken");
    Process process = broken.start();
    await(process, "checkpoint", 30);
    // When
    process.getOutputStream().close();
    assertThat(JobFolder.finish(process).code()).isEqualTo(75);
    JobFolder.Result resumed = broken.run();
    // Then
    assertThat(resumed.code()).isZero();
    assertThat(resumed.last("resume").path("step").asInt()).isGreaterThanOrEqualTo(30);
    assertSameModel(straight, broken, "weights.bin");
  }

  @Test
  void refusesACheckpointOfOtherHyperparameters() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root).hyperparameter("rounds", 5);
    assertThat(job.run().code()).isZero();
    // When
    JobFolder.Result changed = job.hyperparameter("maxDepth", 3).run();
    // Then
    assertThat(changed.code()).isEqualTo(2);
    assertThat(changed.last("failed").path("message").asText()).contains("other data");
  }

  @Test
  void startsAfreshWhenResumeIsOff() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root).hyperparameter("rounds", 5);
    job.run();
    // When
    job.hyperparameter("maxDepth", 3).job().put("resume", false);
    JobFolder.Result changed = job.run();
    // Then
    assertThat(changed.code()).isZero();
  }

  @Test
  void leavesNoNativeLibraryBehind() throws Exception {
    // Given
    Path temporary = Files.createDirectory(root.resolve("tmp"));
    JobFolder job = JobFolder.breastCancer(root.resolve("job")).hyperparameter("rounds", 5);
    // When
    Process process = job.start("-Djava.io.tmpdir=" + temporary);
    assertThat(JobFolder.finish(process).code()).isZero();
    // Then
    assertThat(temporary).isEmptyDirectory();
  }
}

package dev.trainyard.inference;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trainyard.inference.http.InferenceServer;
import dev.trainyard.inference.model.Model;
import dev.trainyard.inference.model.Tensor;
import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.Signature;
import dev.trainyard.modelpackage.format.TensorSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A slow model: the rest of the server stays quick, the queue stays bounded, nothing is lost. */
class BusyServerTest {

  private static final String REQUEST =
      "{\"inputs\":[{\"name\":\"x\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[1]}]}";

  /** Answers only once it is let go. */
  private static final class SlowModel implements Model {
    private final CountDownLatch go = new CountDownLatch(1);
    private final CountDownLatch asked = new CountDownLatch(1);

    @Override
    public Signature signature() {
      var spec = new TensorSpec("x", Datatype.FP32, List.of(-1L, 1L), null);
      return new Signature(
          List.of(spec), List.of(new TensorSpec("y", Datatype.FP32, List.of(-1L), null)));
    }

    @Override
    public String platform() {
      return "slow";
    }

    @Override
    public List<Tensor> run(Map<String, Tensor> inputs) {
      asked.countDown();
      try {
        go.await(20, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      float[] values = {Float.NaN};
      return List.of(new Tensor("y", Datatype.FP32, List.of(1L), values));
    }

    @Override
    public void close() {
      go.countDown();
    }
  }

  @Test
  void refusesWhenTheQueueIsFullAndStaysResponsive() throws Exception {
    // Given
    var model = new SlowModel();
    try (var server = new RunningServer(model, new InferenceServer.Bounds(1, 2, 4096))) {
      List<CompletableFuture<RunningServer.Answer>> answers = new ArrayList<>();
      // When
      answers.add(server.inferLater(REQUEST));
      assertThat(model.asked.await(10, TimeUnit.SECONDS)).isTrue();
      // One runs, two wait, so five of these seven have to be turned away.
      var turnedAway = new CountDownLatch(5);
      for (int i = 0; i < 7; i++) {
        answers.add(
            server.inferLater(REQUEST).whenComplete((answer, failure) -> turnedAway.countDown()));
      }
      RunningServer.Answer refused =
          (RunningServer.Answer)
              CompletableFuture.anyOf(answers.toArray(CompletableFuture[]::new)).join();
      // Then
      assertThat(turnedAway.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.retryAfter()).isEqualTo("1");
      assertThat(server.get("/v2/health/ready").status()).isEqualTo(200);
      model.close();
      long served = answers.stream().filter(answer -> answer.join().status() == 200).count();
      assertThat(served).isEqualTo(3);
    }
  }

  @Test
  void finishesWhatItTookBeforeItStops() throws Exception {
    // Given
    var model = new SlowModel();
    var server = new RunningServer(model, new InferenceServer.Bounds(1, 2, 4096));
    CompletableFuture<RunningServer.Answer> answer = server.inferLater(REQUEST);
    assertThat(model.asked.await(10, TimeUnit.SECONDS)).isTrue();
    // When
    // Not on the common pool, whose one thread the HTTP client needs as well.
    var stopped = new CompletableFuture<Boolean>();
    Thread.ofVirtual().start(() -> stopped.complete(server.stop()));
    while (server.get("/v2/health/ready").status() != 503) {
      Thread.onSpinWait();
    }
    assertThat(server.infer(REQUEST).status()).isEqualTo(503);
    model.close();
    // Then
    assertThat(answer.join().status()).isEqualTo(200);
    assertThat(answer.join().json().path("outputs").get(0).path("data").get(0).isNull()).isTrue();
    assertThat(stopped.join()).isTrue();
  }
}

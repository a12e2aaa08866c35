package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * One request on its way through the gateway: counts its body, notices when nothing moves any more,
 * and remembers why it was ended. Lives on one event loop.
 */
final class Transfer {

  /** What the gateway is waiting for. */
  private enum Phase {
    REQUEST_BODY,
    ANSWER,
    ANSWER_BODY,
    OVER
  }

  private final Vertx vertx;
  private final HttpClientRequest request;
  private final long limit;
  private final long idleNanos;
  private final long answerNanos;

  private Phase phase = Phase.REQUEST_BODY;
  private long received;
  private long movedAt = System.nanoTime();
  private long timer = -1;
  private ProblemException cause;

  /**
   * @param request request to the upstream, reset when this transfer is ended early
   * @param limit bytes that the request's body may have
   */
  Transfer(
      Vertx vertx, HttpClientRequest request, long limit, Duration idle, Duration firstAnswer) {
    this.vertx = vertx;
    this.request = request;
    this.limit = limit;
    this.idleNanos = idle.toNanos();
    this.answerNanos = firstAnswer.toNanos();
  }

  void begin(boolean withBody) {
    enter(withBody ? Phase.REQUEST_BODY : Phase.ANSWER);
  }

  void requestBytes(long bytes) {
    movedAt = System.nanoTime();
    received += bytes;
    if (received > limit) {
      fail(BodyLimits.tooLarge(limit));
    }
  }

  void requestEnd() {
    if (phase == Phase.REQUEST_BODY) {
      enter(Phase.ANSWER);
    }
  }

  void answerBegin() {
    enter(Phase.ANSWER_BODY);
  }

  void answerBytes() {
    movedAt = System.nanoTime();
  }

  void end() {
    phase = Phase.OVER;
    vertx.cancelTimer(timer);
  }

  /** The problem to answer for a failed transfer. */
  ProblemException problem(Throwable failure) {
    if (cause != null) {
      return cause;
    }
    if (failure instanceof ProblemException problem) {
      return problem;
    }
    return ProblemException.of(
        ProblemType.BAD_GATEWAY, "The service ended the connection before it answered", failure);
  }

  private void fail(ProblemException problem) {
    if (cause == null && phase != Phase.OVER) {
      cause = problem;
      request.reset(0, problem);
    }
  }

  private void enter(Phase next) {
    phase = next;
    movedAt = System.nanoTime();
    vertx.cancelTimer(timer);
    watch(allowed());
  }

  private void watch(long nanos) {
    timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), _ -> look());
  }

  private void look() {
    long left = allowed() - (System.nanoTime() - movedAt);
    if (left > 0) {
      watch(left);
    } else {
      fail(
          ProblemException.of(
              ProblemType.UPSTREAM_TIMEOUT,
              phase == Phase.ANSWER
                  ? "The service did not answer in time"
                  : "The transfer stood still for too long"));
    }
  }

  private long allowed() {
    return phase == Phase.ANSWER ? answerNanos : idleNanos;
  }
}

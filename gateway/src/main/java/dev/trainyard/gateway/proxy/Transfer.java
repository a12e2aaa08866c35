package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.identity.Ending;
import dev.trainyard.gateway.identity.Pass;
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

  /** Nanoseconds after which the rate of a body counts. */
  private static final long RATE_AFTER = TimeUnit.SECONDS.toNanos(30);

  private final Vertx vertx;
  private final HttpClientRequest request;
  private final Bounds bounds;
  private final Pass pass;
  private final Runnable dismiss;
  private final long startedAt = System.nanoTime();

  private Phase phase = Phase.REQUEST_BODY;
  private long received;
  private boolean answered;
  private long movedAt = startedAt;
  private long timer = -1;
  private Runnable unfollow;
  private ProblemException cause;

  /**
   * What a transfer may take.
   *
   * @param bytes size of the request's body
   * @param idle nanoseconds that a body may stand still
   * @param answer nanoseconds until the answer begins
   * @param rate bytes per second that the request's body must bring
   * @param follow nanoseconds after which the credential is checked again
   */
  record Bounds(long bytes, long idle, long answer, long rate, long follow) {}

  /**
   * @param request request to the upstream, reset when this transfer is ended early
   * @param dismiss ends the client's side: at once when its answer has begun, else behind it
   */
  Transfer(Vertx vertx, HttpClientRequest request, Bounds bounds, Pass pass, Runnable dismiss) {
    this.vertx = vertx;
    this.request = request;
    this.bounds = bounds;
    this.pass = pass;
    this.dismiss = dismiss;
  }

  void begin(boolean withBody) {
    enter(withBody ? Phase.REQUEST_BODY : Phase.ANSWER);
  }

  void requestBytes(long bytes) {
    movedAt = System.nanoTime();
    received += bytes;
    if (received > bounds.bytes) {
      fail(BodyLimits.tooLarge(bounds.bytes));
    }
  }

  void requestEnd() {
    if (phase == Phase.REQUEST_BODY) {
      enter(Phase.ANSWER);
    }
  }

  void answerBegin() {
    answered = true;
    enter(Phase.ANSWER_BODY);
  }

  void answerBytes() {
    movedAt = System.nanoTime();
  }

  void end() {
    phase = Phase.OVER;
    vertx.cancelTimer(timer);
    if (unfollow != null) {
      unfollow.run();
    }
  }

  /** Whether it failed on the other side, and before the answer began. */
  boolean isUnanswered() {
    return cause == null && !answered;
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
    long wait = unfollow == null ? Math.min(nanos, untilFollowed()) : nanos;
    timer = vertx.setTimer(Math.max(1, TimeUnit.NANOSECONDS.toMillis(wait)), _ -> look());
  }

  private long untilFollowed() {
    return bounds.follow - (System.nanoTime() - startedAt);
  }

  /** Only what lasts is followed: most requests end before and never pay for it. */
  private void look() {
    if (unfollow == null && untilFollowed() <= 0) {
      unfollow = pass.follow(this::expel);
    }
    long left = allowed() - (System.nanoTime() - movedAt);
    if (phase == Phase.REQUEST_BODY && (left <= 0 || isTooSlow())) {
      fail(ProblemException.of(ProblemType.REQUEST_TIMEOUT, "The body came too slowly"));
    } else if (left <= 0) {
      if (phase == Phase.ANSWER_BODY) {
        // An ordinary close would wait for the very reader that does not read.
        dismiss.run();
      }
      fail(
          ProblemException.of(
              ProblemType.UPSTREAM_TIMEOUT,
              phase == Phase.ANSWER
                  ? "The service did not answer in time"
                  : "The transfer stood still for too long"));
    } else {
      watch(phase == Phase.REQUEST_BODY ? Math.min(left, RATE_AFTER) : left);
    }
  }

  /** Whether the client holds a connection with a body that it hardly sends. */
  private boolean isTooSlow() {
    long age = System.nanoTime() - startedAt;
    return age > RATE_AFTER
        && !request.writeQueueFull()
        && received < bounds.rate * TimeUnit.NANOSECONDS.toSeconds(age);
  }

  private void expel(Ending ending) {
    if (phase == Phase.OVER) {
      return;
    }
    dismiss.run();
    fail(
        ending == Ending.UNVERIFIABLE
            ? ProblemException.retryLater(
                ProblemType.DEPENDENCY_UNAVAILABLE, ending.reason(), Duration.ofSeconds(2))
            : ProblemException.of(ProblemType.UNAUTHENTICATED, ending.reason()));
  }

  private long allowed() {
    return phase == Phase.ANSWER ? bounds.answer : bounds.idle;
  }
}

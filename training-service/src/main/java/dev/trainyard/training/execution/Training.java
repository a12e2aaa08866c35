package dev.trainyard.training.execution;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobQueue;
import dev.trainyard.training.job.JobState;
import dev.trainyard.training.job.Reason;
import dev.trainyard.training.runner.Run;
import io.quarkus.logging.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Watches one run: stores what it prints, marks it when it falls silent, and stops it. */
final class Training {

  private static final Duration TICK = Duration.ofMillis(100);

  /** Answers of a database that is away or has no room: it may come back, and the output waits. */
  private static final Set<ProblemType> PASSING =
      Set.of(ProblemType.DEPENDENCY_UNAVAILABLE, ProblemType.INSUFFICIENT_STORAGE);

  private static final Duration STOP_WITH_SERVICE = Duration.ofSeconds(10);

  private final Claim claim;
  private final Run run;
  private final RunControl control;
  private final OutputStore store;
  private final JobQueue queue;
  private final TrainingConfig config;

  private Tail tail;
  private long lastOutput = System.nanoTime();
  private boolean silent;
  private RunControl.Wish answered = RunControl.Wish.GO_ON;
  private boolean tooMuchOutput;

  Training(
      Claim claim,
      Run run,
      RunControl control,
      OutputStore store,
      JobQueue queue,
      TrainingConfig config) {
    this.claim = claim;
    this.run = run;
    this.control = control;
    this.store = store;
    this.queue = queue;
    this.config = config;
  }

  /** Returns when the run has ended and all that it printed is stored. */
  Tail watch() throws IOException {
    tail = store.load(claim);
    while (true) {
      // Asked before reading: what was printed before the end is then read for sure.
      boolean ended = run.end().isPresent();
      boolean moved = drain(ended);
      if (ended && (!moved || tooMuchOutput)) {
        return tail;
      }
      answer();
      if (!ended) {
        limit();
        markSilence(moved);
      }
      if (!moved) {
        control.pause(TICK);
      }
    }
  }

  boolean printedTooMuch() {
    return tooMuchOutput;
  }

  /** Whether the run was asked to end for a user or for the end of this service. */
  boolean wasStopped() {
    return answered != RunControl.Wish.GO_ON;
  }

  /** One step for each source; true when anything was read. */
  private boolean drain(boolean ended) throws IOException {
    var batch = new OutputBatch(claim.attempt(), config.limits(), tail);
    boolean moved = false;
    for (Run.Source source : Run.Source.values()) {
      Tail.Position position = tail.position(source);
      byte[] piece = run.read(source, position.offset(), Lines.PIECE);
      if (piece.length > 0) {
        Lines lines = Lines.cut(piece, position.skipping(), ended);
        moved |= lines.consumed() > 0;
        batch.add(source, lines);
      }
    }
    return moved && save(batch);
  }

  private boolean save(OutputBatch batch) {
    try {
      store.save(claim, batch);
      tail = batch.tail();
      return true;
    } catch (ProblemException e) {
      if (!PASSING.contains(e.type())) {
        throw e;
      }
      // The output waits in its files; the lease decides how long this worker may wait.
      Log.debugf("Output of job %s is not stored yet: %s", claim.id(), e.getMessage());
      control.check();
      control.pause(Duration.ofSeconds(1));
      return true;
    }
  }

  private void answer() {
    RunControl.Wish wish = control.wish();
    if (wish == answered) {
      return;
    }
    answered = wish;
    switch (wish) {
      case GO_ON -> {}
      case CANCEL -> run.stop(config.grace());
      case SERVICE_STOPS -> run.stop(STOP_WITH_SERVICE);
      case LEASE_LOST -> {
        run.stop(Duration.ZERO);
        control.check();
      }
    }
  }

  private void limit() throws IOException {
    if (!tooMuchOutput && run.printed() > config.limits().outputBytes()) {
      tooMuchOutput = true;
      run.stop(Duration.ZERO);
    }
  }

  private void markSilence(boolean moved) {
    if (moved) {
      lastOutput = System.nanoTime();
    }
    boolean nowSilent = System.nanoTime() - lastOutput > config.stallAfter().toNanos();
    if (nowSilent != silent) {
      silent = nowSilent;
      Optional<Reason> reason =
          silent
              ? Optional.of(
                  new Reason(
                      "stalled",
                      "The training has printed nothing for "
                          + config.stallAfter().toSeconds()
                          + " s",
                      "It may still be working; cancel it if you think that it hangs."))
              : Optional.empty();
      queue.move(claim, new JobState.Event.Quiet(reason.orElse(null)));
    }
  }
}

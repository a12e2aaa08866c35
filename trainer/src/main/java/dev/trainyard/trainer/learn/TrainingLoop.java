package dev.trainyard.trainer.learn;

import dev.trainyard.trainer.checkpoint.CheckpointStore;
import dev.trainyard.trainer.events.EventStream;
import dev.trainyard.trainer.job.JobDocument;
import dev.trainyard.trainer.job.StopRequest;
import dev.trainyard.trainer.job.TrainingFailure;
import dev.trainyard.trainer.job.Workspace.Pace;
import java.io.IOException;
import java.util.Map;

/** Runs a learner to its end: resumes, reports, checkpoints, and stops when asked. */
public final class TrainingLoop {

  private static final long PROGRESS_NANOS = 1_000_000_000L;

  private final JobDocument.Run run;
  private final Pace pace;
  private final CheckpointStore checkpoints;
  private final EventStream events;
  private final StopRequest stop;
  private long lastCheckpointAt;
  private long lastCheckpointStep = -1;
  private long lastProgressAt;

  public TrainingLoop(
      JobDocument.Run run,
      Pace pace,
      CheckpointStore checkpoints,
      EventStream events,
      StopRequest stop) {
    this.run = run;
    this.pace = pace;
    this.checkpoints = checkpoints;
    this.events = events;
    this.stop = stop;
  }

  public void run(Learner learner) {
    resume(learner);
    long started = System.nanoTime();
    long firstStep = learner.step();
    lastCheckpointAt = started;
    while (!learner.finished()) {
      Map<String, Double> metrics = learner.advance();
      report(learner, metrics);
      long now = System.nanoTime();
      if (now - lastProgressAt >= PROGRESS_NANOS) {
        lastProgressAt = now;
        double perStep = (now - started) / 1e9 / (learner.step() - firstStep);
        events.progress(
            learner.step(), learner.total(), perStep * (learner.total() - learner.step()));
      }
      if (stop.isAsked()) {
        checkpoint(learner);
        stop.obey();
      }
      if (isCheckpointDue(learner.step(), now)) {
        checkpoint(learner);
      }
      if (run.maxSeconds() > 0 && now - started > run.maxSeconds() * 1_000_000_000L) {
        events.log(
            "the time budget of " + run.maxSeconds() + " s is used up; keeping the best so far");
        break;
      }
    }
    checkpoint(learner);
    events.progress(learner.step(), learner.step(), 0);
    stop.obey();
  }

  private void resume(Learner learner) {
    if (!run.resume()) {
      checkpoints.clear();
      return;
    }
    checkpoints
        .latest()
        .ifPresent(
            checkpoint -> {
              try {
                learner.load(checkpoint.directory());
              } catch (IOException e) {
                throw TrainingFailure.temporary("cannot read the checkpoint: " + e.getMessage());
              }
              lastCheckpointStep = checkpoint.step();
              events.resume(checkpoint.step());
            });
  }

  private void report(Learner learner, Map<String, Double> metrics) {
    if (metrics.isEmpty()) {
      return;
    }
    metrics.forEach(
        (name, value) -> {
          if (!Double.isFinite(value)) {
            throw TrainingFailure.badConfig(
                "hyperparameters",
                "training diverged: %s became %s at step %d; lower the learning rate, or scale the target"
                    .formatted(name, value, learner.step()));
          }
        });
    events.metric(learner.step(), learner.total(), metrics);
  }

  private boolean isCheckpointDue(long step, long now) {
    boolean bySteps = pace.checkpointSteps() > 0 && step % pace.checkpointSteps() == 0;
    return bySteps || (now - lastCheckpointAt) / 1e9 >= pace.checkpointSeconds();
  }

  private void checkpoint(Learner learner) {
    if (learner.step() == lastCheckpointStep) {
      return;
    }
    var path = checkpoints.save(learner.step(), learner::save);
    lastCheckpointStep = learner.step();
    lastCheckpointAt = System.nanoTime();
    events.checkpoint(learner.step(), path.getFileName().toString());
  }
}

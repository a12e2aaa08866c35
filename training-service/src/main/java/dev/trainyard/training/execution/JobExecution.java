package dev.trainyard.training.execution;

import dev.trainyard.training.client.PeerException;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobQueue;
import dev.trainyard.training.job.JobService;
import dev.trainyard.training.job.JobState;
import dev.trainyard.training.job.LeaseLostException;
import dev.trainyard.training.job.Reason;
import dev.trainyard.training.runner.JobRunner;
import dev.trainyard.training.runner.Run;
import dev.trainyard.training.runner.RunEnd;
import dev.trainyard.training.runner.RunPlan;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Takes a claimed job from where it stands to its end, or to the point where it must be let go. */
@ApplicationScoped
class JobExecution {

  private final JobQueue queue;
  private final JobService jobs;
  private final JobRunner runner;
  private final Preparation preparation;
  private final Registration registration;
  private final TrainingParts parts;

  JobExecution(
      JobQueue queue,
      JobService jobs,
      JobRunner runner,
      Preparation preparation,
      Registration registration,
      TrainingParts parts) {
    this.queue = queue;
    this.jobs = jobs;
    this.runner = runner;
    this.preparation = preparation;
    this.registration = registration;
    this.parts = parts;
  }

  /** What {@link Training} needs besides the job. */
  @Singleton
  record TrainingParts(OutputStore store, JobQueue queue, TrainingConfig config) {}

  /** Never throws: what cannot be written down now is found by the next worker. */
  void execute(Claim claim, RunControl control) {
    try {
      work(claim, control);
    } catch (LeaseLostException e) {
      Log.infof("Another worker has job %s now", claim.id());
    } catch (RuntimeException e) {
      Log.errorf(e, "Job %s is left to the next worker", claim.id());
    }
  }

  private void work(Claim claim, RunControl control) {
    try {
      if (claim.recovered()) {
        recover(claim, control);
      } else {
        begin(claim, control);
      }
    } catch (StopRequest stop) {
      stopped(claim, stop.wish());
    } catch (JobFailure e) {
      queue.move(claim, new JobState.Event.Broke(e.reason()));
    } catch (PeerException e) {
      queue.fault(claim, Reason.of("dependency-unavailable", e.getMessage()));
    } catch (IOException e) {
      Log.warnf(e, "Job %s was interrupted", claim.id());
      queue.fault(
          claim, Reason.of("machine-fault", "The machine failed the job: " + e.getMessage()));
    }
  }

  private void begin(Claim claim, RunControl control) throws IOException {
    control.check();
    preparation.prepare(claim, control);
    control.check();
    queue.move(claim, new JobState.Event.Prepared());
    long started = System.nanoTime();
    Run run = runner.start(plan(claim));
    train(claim, run, control, Optional.of(started));
  }

  private void train(Claim claim, Run run, RunControl control, Optional<Long> started)
      throws IOException {
    var training = new Training(claim, run, control, parts.store(), parts.queue(), parts.config());
    Tail tail = training.watch();
    if (training.printedTooMuch()) {
      throw new JobFailure(
          "output-too-large",
          "The training printed more than %d bytes and was stopped"
              .formatted(parts.config().limits().outputBytes()),
          "Print less, for example not every row.");
    }
    RunEnd end = run.end().orElseThrow();
    if (training.wasStopped() || control.wish() == RunControl.Wish.CANCEL) {
      control.check();
    }
    switch (Verdict.of(end, tail, run.failureText())) {
      case Verdict.Trained _ -> {
        queue.trained(claim, measured(started, tail));
        register(claim, control);
      }
      case Verdict.Again(Reason reason) -> queue.fault(claim, reason);
      case Verdict.Hopeless(Reason reason) -> queue.move(claim, new JobState.Event.Broke(reason));
    }
  }

  /** The worker before fell silent: end what it left, store what that printed, then decide. */
  private void recover(Claim claim, RunControl control) throws IOException {
    if (claim.job().course().cancelRequested()) {
      control.want(RunControl.Wish.CANCEL);
    }
    Run left = runner.takeOver(plan(claim));
    switch (claim.job().state()) {
      case JobState.Registering _ -> {
        control.check();
        if (!queue.survives(claim)) {
          throw new JobFailure(
              "worker-lost",
              "The service was interrupted too often while it registered the model",
              "Retry the job; training resumes from its last checkpoint.");
        }
        register(claim, control);
      }
      case JobState.Running _ -> train(claim, left, control, Optional.empty());
      default -> {
        control.check();
        queue.fault(
            claim, Reason.of("worker-lost", "The service that prepared the job was interrupted"));
      }
    }
  }

  private void register(Claim claim, RunControl control) throws IOException {
    var job = jobs.find(claim.id()).orElseThrow(() -> new LeaseLostException(claim.id()));
    var current = new Claim(job, claim.leaseNumber(), claim.recovered());
    int version = registration.register(current, job.results().metrics(), control);
    queue.move(claim, new JobState.Event.Registered(version));
  }

  private void stopped(Claim claim, RunControl.Wish wish) {
    if (wish == RunControl.Wish.CANCEL) {
      queue.move(
          claim,
          new JobState.Event.Stopped(Reason.of("cancelled", "Cancelled on a user's request")));
    } else {
      queue.release(
          claim,
          Reason.of("service-stopped", "The service stopped; the job goes on from its checkpoint"));
    }
  }

  private static Optional<Duration> measured(Optional<Long> started, Tail tail) {
    return tail.resumedStep() == null
        ? started.map(start -> Duration.ofNanos(System.nanoTime() - start))
        : Optional.empty();
  }

  private static RunPlan plan(Claim claim) {
    return new RunPlan(claim.id(), claim.attempt(), claim.job().spec().seed());
  }
}

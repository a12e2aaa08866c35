package dev.trainyard.training.execution;

import dev.trainyard.data.MigrateMode;
import dev.trainyard.training.config.TrainingConfig;
import dev.trainyard.training.job.Claim;
import dev.trainyard.training.job.JobQueue;
import dev.trainyard.training.runner.JobRunner;
import dev.trainyard.training.runner.Slots;
import dev.trainyard.training.signal.Signal;
import dev.trainyard.training.signal.SignalListener;
import io.quarkus.logging.Log;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Takes jobs from the queue while slots are free, and keeps the leases of those it works on. */
@ApplicationScoped
class Worker implements SignalListener {

  private static final Duration PATIENCE_AT_STOP = Duration.ofSeconds(15);

  private final JobQueue queue;
  private final JobExecution execution;
  private final JobRunner runner;
  private final TrainingConfig config;
  private final String name = UUID.randomUUID().toString();
  private final Map<UUID, Held> held = new ConcurrentHashMap<>();
  private final Semaphore wake = new Semaphore(0);
  private volatile boolean stopping;

  Worker(JobQueue queue, JobExecution execution, JobRunner runner, TrainingConfig config) {
    this.queue = queue;
    this.execution = execution;
    this.runner = runner;
    this.config = config;
  }

  /** A job that this worker has. */
  private static final class Held {
    private final Claim claim;
    private final RunControl control;
    private volatile long renewed = System.nanoTime();

    Held(Claim claim) {
      this.claim = claim;
      this.control = new RunControl(claim.id());
    }
  }

  void start(@Observes StartupEvent event) {
    if (config.queue().enabled() && !MigrateMode.active()) {
      Thread.ofPlatform().daemon().name("job-poller").start(this::poll);
      Thread.ofPlatform().daemon().name("job-leases").start(this::keepLeases);
    }
  }

  /** Trainings get a moment to write a checkpoint; then their jobs are anybody's. */
  void stop(@Observes ShutdownEvent event) throws InterruptedException {
    stopping = true;
    wake.release();
    held.values().forEach(one -> one.control.want(RunControl.Wish.SERVICE_STOPS));
    long deadline = System.nanoTime() + PATIENCE_AT_STOP.toNanos();
    while (!held.isEmpty() && System.nanoTime() < deadline) {
      Thread.sleep(50);
    }
  }

  @Override
  public void on(Signal signal) {
    switch (signal) {
      case Signal.Queued _ -> wake.release();
      case Signal.CancelRequested(UUID job) ->
          Optional.ofNullable(held.get(job))
              .ifPresent(one -> one.control.want(RunControl.Wish.CANCEL));
      case Signal.Changed _, Signal.Deleted _ -> {}
    }
  }

  @Override
  public void lookAgain() {
    wake.release();
  }

  private void poll() {
    while (!stopping) {
      try {
        while (claimOne()) {
          // Until there is no more work or no more room.
        }
      } catch (RuntimeException e) {
        Log.warnf("The queue cannot be read: %s", e.getMessage());
      }
      sleepUntilWoken();
    }
  }

  private boolean claimOne() {
    if (stopping || held.size() >= Slots.count(config) || !runner.hasRoom()) {
      return false;
    }
    Optional<Claim> claim = queue.claimExpired(name).or(() -> queue.claimWaiting(name));
    claim.ifPresent(this::work);
    return claim.isPresent();
  }

  private void work(Claim claim) {
    var mine = new Held(claim);
    // Whoever had it here before has lost it: this worker itself may take over from itself.
    Optional.ofNullable(held.put(claim.id(), mine))
        .ifPresent(before -> before.control.want(RunControl.Wish.LEASE_LOST));
    Thread.ofVirtual()
        .name("job-" + claim.id())
        .start(
            () -> {
              try {
                execution.execute(claim, mine.control);
              } finally {
                held.remove(claim.id(), mine);
                wake.release();
              }
            });
  }

  private void sleepUntilWoken() {
    try {
      if (wake.tryAcquire(config.queue().pollInterval().toMillis(), TimeUnit.MILLISECONDS)) {
        wake.drainPermits();
      }
    } catch (InterruptedException e) {
      stopping = true;
      Thread.currentThread().interrupt();
    }
  }

  private void keepLeases() {
    while (!Thread.currentThread().isInterrupted()) {
      held.values().forEach(this::keep);
      try {
        Thread.sleep(config.queue().heartbeat());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Without a renewal for the time of the lease, others may have the job: it must stop here. */
  private void keep(Held one) {
    long asked = System.nanoTime();
    try {
      one.control.tick();
      switch (queue.renew(one.claim)) {
        case HELD -> one.renewed = asked;
        case CANCEL_REQUESTED -> {
          one.renewed = asked;
          one.control.want(RunControl.Wish.CANCEL);
        }
        case LOST -> loseUnlessEnded(one);
      }
    } catch (RuntimeException e) {
      Log.warnf("The lease of job %s was not renewed: %s", one.claim.id(), e.getMessage());
      if (System.nanoTime() - one.renewed > config.queue().lease().toNanos()) {
        one.control.want(RunControl.Wish.LEASE_LOST);
      }
    }
  }

  /** A job that has just ended has no lease to renew, and nobody took it. */
  private void loseUnlessEnded(Held one) {
    if (held.get(one.claim.id()) == one) {
      one.control.want(RunControl.Wish.LEASE_LOST);
    }
  }
}

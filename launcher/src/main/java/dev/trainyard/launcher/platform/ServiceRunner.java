package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.runtime.process.OwnedProcess;
import dev.trainyard.runtime.process.ProcessSpec;
import dev.trainyard.runtime.process.RestartBackoff;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One service under supervision. Its first start fails the platform when it does not get ready;
 * afterwards an end, or a minute without a sign of life, leads to a new start with a growing wait.
 */
final class ServiceRunner {

  /** What people see of a service. */
  enum State {
    STARTING,
    READY,
    WAITING
  }

  private static final Duration READY_PATIENCE = Duration.ofMinutes(3);
  private static final Duration READY_POLL = Duration.ofMillis(250);
  private static final Duration LIVE_POLL = Duration.ofSeconds(10);
  private static final int MISSES_ALLOWED = 6;

  private final String name;
  private final ProcessSpec spec;
  private final Endpoint endpoint;
  private final RunFiles records;
  private final Progress progress;
  private final HealthProbe probe = new HealthProbe();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private OwnedProcess process;
  private int restarts;

  ServiceRunner(
      Service service, ProcessSpec spec, Endpoint endpoint, Layout layout, Progress progress) {
    this.name = service.module();
    this.spec = spec;
    this.endpoint = endpoint;
    this.records = RunFiles.of(layout);
    this.progress = progress;
  }

  /** Starts the process and returns when it is ready; from then on it is supervised. */
  void start() {
    LogTail tail = LogTail.mark(spec.stdout());
    launch();
    if (!awaitReady()) {
      String how =
          current().isAlive()
              ? "did not get ready within %d s".formatted(READY_PATIENCE.toSeconds())
              : "ended with exit code %d while it started".formatted(current().exit().join());
      throw new LauncherException(
          "%s %s; the end of %s:%s".formatted(name, how, spec.stdout(), tail.text()));
    }
    Thread.ofVirtual().name(name + "-watch").start(this::supervise);
  }

  /** Ends the process and the supervision. */
  void stop(Duration grace) {
    stopping.countDown();
    OwnedProcess last = current();
    if (last != null) {
      last.terminate(grace);
    }
    records.remove(name);
  }

  private synchronized OwnedProcess current() {
    return process;
  }

  private synchronized void launch() {
    if (stopping.getCount() == 0) {
      throw new LauncherException("the platform is stopping");
    }
    try {
      process = OwnedProcess.start(spec);
      record(State.STARTING);
    } catch (IOException e) {
      throw new LauncherException("cannot start " + name + ": " + e.getMessage(), e);
    }
  }

  private void supervise() {
    RestartBackoff backoff = RestartBackoff.none();
    Stopwatch healthy = Stopwatch.start();
    boolean ready = true;
    while (awaitEnd()) {
      backoff = backoff.afterRunOf(ready ? healthy.elapsed() : Duration.ZERO);
      restarts++;
      record(State.WAITING);
      progress.say(
          "%s ended unexpectedly (exit code %d); starting again in %d s"
              .formatted(name, current().exit().join(), backoff.delay().toSeconds()));
      if (pause(backoff.delay())) {
        return;
      }
      try {
        launch();
      } catch (LauncherException e) {
        progress.say(e.getMessage());
        continue;
      }
      ready = awaitReady();
      healthy = Stopwatch.start();
      if (ready) {
        progress.say(name + " ready again");
      } else if (current().isAlive() && stopping.getCount() > 0) {
        current().terminate(Duration.ofSeconds(5));
      }
    }
  }

  /** Waits for the process's end or silence; false when the platform is stopping. */
  private boolean awaitEnd() {
    OwnedProcess watched = current();
    int misses = 0;
    while (stopping.getCount() > 0 && !ended(watched, LIVE_POLL)) {
      misses = probe.isLive(endpoint.healthPort()) ? 0 : misses + 1;
      if (misses == MISSES_ALLOWED && stopping.getCount() > 0) {
        progress.say(name + " shows no sign of life; ending it");
        watched.terminate(Duration.ofSeconds(5));
      }
    }
    return stopping.getCount() > 0;
  }

  private boolean awaitReady() {
    OwnedProcess awaited = current();
    Stopwatch waited = Stopwatch.start();
    while (awaited.isAlive()
        && stopping.getCount() > 0
        && waited.elapsed().compareTo(READY_PATIENCE) < 0) {
      if (probe.isReady(endpoint.healthPort())) {
        record(State.READY);
        return true;
      }
      pause(READY_POLL);
    }
    return false;
  }

  private void record(State state) {
    OwnedProcess shown = current();
    records.write(
        new RunFiles.Child(
            name,
            state.name().toLowerCase(Locale.ROOT),
            shown.pid(),
            endpoint.port(),
            endpoint.healthPort(),
            shown.startedAt().toString(),
            restarts));
  }

  private static boolean ended(OwnedProcess process, Duration patience) {
    CompletableFuture<Integer> exit = process.exit();
    try {
      exit.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      return true;
    }
  }

  /** Waits; true when the platform began to stop meanwhile. */
  private boolean pause(Duration duration) {
    try {
      return stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return true;
    }
  }
}

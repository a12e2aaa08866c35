package dev.trainyard.auth.password;

import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs hashes on as many platform threads as there are cores, with a bounded queue: a burst of
 * sign-ins takes neither all memory (19 MiB a hash) nor the carriers of the virtual threads.
 */
@ApplicationScoped
class HashingPool {

  private final ThreadPoolExecutor threads;
  private final Duration waitAtMost;
  private final Counter done;

  HashingPool(AuthConfig config, MeterRegistry meters) {
    int cores = Runtime.getRuntime().availableProcessors();
    this.threads =
        new ThreadPoolExecutor(
            cores,
            cores,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(config.hashing().queue()),
            Thread.ofPlatform().daemon().name("password-hash-", 0).factory());
    this.waitAtMost = config.hashing().waitAtMost();
    this.done = meters.counter("trainyard.password.hashes");
    meters.gauge("trainyard.password.hashes.waiting", threads, pool -> pool.getQueue().size());
  }

  /** The task's result, or 503 when the queue is full or the wait too long. */
  <T> T run(Callable<T> task) {
    Future<T> result;
    try {
      result = threads.submit(task);
    } catch (RejectedExecutionException e) {
      throw busy();
    }
    try {
      T value = result.get(waitAtMost.toMillis(), TimeUnit.MILLISECONDS);
      done.increment();
      return value;
    } catch (TimeoutException e) {
      result.cancel(false);
      throw busy();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (ExecutionException e) {
      throw new IllegalStateException("A password could not be hashed", e.getCause());
    }
  }

  @PreDestroy
  void stop() {
    threads.shutdownNow();
  }

  private static ProblemException busy() {
    return ProblemException.retryLater(
        ProblemType.DEPENDENCY_UNAVAILABLE,
        "Too many sign-ins at this moment; try again",
        Duration.ofSeconds(2));
  }
}

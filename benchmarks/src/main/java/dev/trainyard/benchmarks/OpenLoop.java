package dev.trainyard.benchmarks;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Sends requests at a fixed rate whether or not earlier ones were answered, and measures each from
 * the moment it was due, so that a stall shows as latency and is not hidden by waiting for it.
 */
final class OpenLoop {

  private static final int MOST_IN_FLIGHT = 500;

  private OpenLoop() {}

  /** One request; returns whether it succeeded. */
  @FunctionalInterface
  interface Request {
    boolean send() throws Exception;
  }

  static Latencies run(double perSecond, Duration length, Request request)
      throws InterruptedException {
    var latencies = new Latencies();
    var inFlight = new Semaphore(MOST_IN_FLIGHT);
    long interval = (long) (1e9 / perSecond);
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long due = begin; due - begin < length.toNanos(); due += interval) {
        LockSupport.parkNanos(due - System.nanoTime());
        if (!inFlight.tryAcquire()) {
          latencies.fail();
          continue;
        }
        long start = due;
        threads.execute(
            () -> {
              try {
                if (request.send()) {
                  latencies.add(Duration.ofNanos(System.nanoTime() - start));
                } else {
                  latencies.fail();
                }
              } catch (Exception e) {
                latencies.fail();
              } finally {
                inFlight.release();
              }
            });
      }
      threads.shutdown();
      if (!threads.awaitTermination(60, TimeUnit.SECONDS)) {
        latencies.fail();
      }
    }
    return latencies;
  }
}

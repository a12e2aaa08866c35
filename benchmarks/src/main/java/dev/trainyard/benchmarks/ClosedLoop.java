package dev.trainyard.benchmarks;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Asks as often as a few callers can that each wait for their answer before they ask again. */
final class ClosedLoop {

  private ClosedLoop() {}

  /** The summary of {@link Latencies}, and how many succeeded in a second. */
  static Map<String, Object> run(int callers, Duration length, OpenLoop.Request request)
      throws InterruptedException {
    var latencies = new Latencies();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(callers)) {
      for (int i = 0; i < callers; i++) {
        threads.execute(() -> askUntil(begin + length.toNanos(), request, latencies));
      }
      threads.shutdown();
      if (!threads.awaitTermination(length.toSeconds() + 60, TimeUnit.SECONDS)) {
        latencies.fail();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Object> result = new LinkedHashMap<>(latencies.summary());
    result.put("callers", callers);
    result.put("perSecond", Math.round(((Number) result.get("count")).intValue() / seconds));
    return result;
  }

  private static void askUntil(long end, OpenLoop.Request request, Latencies latencies) {
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      try {
        if (request.send()) {
          latencies.add(Duration.ofNanos(System.nanoTime() - start));
        } else {
          latencies.fail();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (Exception e) {
        latencies.fail();
      }
    }
  }
}

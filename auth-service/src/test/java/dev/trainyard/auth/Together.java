package dev.trainyard.auth;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Does the same thing many times at the same moment, to show that it happens once. */
public final class Together {

  /** As often as the platform promises it. */
  public static final int TIMES = 100;

  private Together() {}

  /** The results of {@link #TIMES} calls that wait for each other before they begin. */
  public static <T> List<T> call(IntFunction<T> action) throws InterruptedException {
    CyclicBarrier start = new CyclicBarrier(TIMES);
    List<Callable<T>> calls =
        IntStream.range(0, TIMES)
            .<Callable<T>>mapToObj(
                i ->
                    () -> {
                      start.await();
                      return action.apply(i);
                    })
            .toList();
    try (var threads = Executors.newFixedThreadPool(TIMES)) {
      return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }
  }
}

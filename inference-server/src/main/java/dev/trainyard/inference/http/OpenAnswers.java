package dev.trainyard.inference.http;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Counts answers that are promised but not yet written to the network. */
final class OpenAnswers {

  private int open;

  synchronized void promise() {
    open++;
  }

  synchronized void settle() {
    open--;
    notifyAll();
  }

  /** Waits until all are written; false when time ran out. */
  synchronized boolean await(Duration patience) throws InterruptedException {
    long deadline = System.nanoTime() + patience.toNanos();
    while (open > 0) {
      long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}

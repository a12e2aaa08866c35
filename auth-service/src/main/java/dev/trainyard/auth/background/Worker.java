package dev.trainyard.auth.background;

import io.quarkus.logging.Log;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * A thread that does what is due until nothing is, whenever it is told that there may be something.
 * It is told at once after a transaction, and from time to time for what a crash left behind.
 */
public final class Worker {

  private static final int STOP_SECONDS = 5;

  private final String work;
  private final BooleanSupplier next;
  private final ThreadPoolExecutor thread;

  /**
   * @param work what it does, for the log and the thread's name
   * @param next does one thing; false when there was none to do
   */
  public Worker(String work, BooleanSupplier next) {
    this.work = work;
    this.next = next;
    // One at work, one that says there is more; a third would say the same.
    this.thread =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(1),
            Thread.ofPlatform().daemon().name(work).factory(),
            new ThreadPoolExecutor.DiscardPolicy());
  }

  /** Says that there may be something to do. */
  public void wake() {
    thread.execute(this::workOff);
  }

  /** Lets it finish what it is at, for a moment. */
  public void stop() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      thread.shutdownNow();
    }
  }

  private void workOff() {
    boolean more = true;
    while (more) {
      more = once();
    }
  }

  private boolean once() {
    try {
      return next.getAsBoolean();
    } catch (RuntimeException e) {
      Log.warnf("%s stops for now: %s", work, e.getMessage());
      return false;
    }
  }
}

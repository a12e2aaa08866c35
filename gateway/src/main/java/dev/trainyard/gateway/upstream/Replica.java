package dev.trainyard.gateway.upstream;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One server of a service, and how it has been doing. */
public final class Replica {

  private static final long FIRST_PAUSE = Duration.ofMillis(500).toNanos();
  private static final long LEAVING = Duration.ofSeconds(5).toNanos();
  private static final long LONGEST_PAUSE = Duration.ofSeconds(10).toNanos();

  private final Upstream server;
  private final AtomicInteger underWay = new AtomicInteger();
  private final AtomicInteger failures = new AtomicInteger();
  private final AtomicLong resumesAt = new AtomicLong();
  private volatile boolean paused;
  private volatile long stays;

  Replica(Upstream server) {
    this.server = server;
  }

  public Upstream server() {
    return server;
  }

  /** Notes a request; to be followed by {@link #end}, and by what came of it. */
  public void begin() {
    underWay.incrementAndGet();
  }

  public void end() {
    underWay.decrementAndGet();
  }

  int underWay() {
    return underWay.get();
  }

  /**
   * It answered, whatever it said.
   *
   * @param leaving whether it closes the connection: one that is about to stop, which had better
   *     get no more requests while there are others
   */
  public void answered(boolean leaving) {
    if (leaving) {
      stays = System.nanoTime() + LEAVING;
    }
    answered();
  }

  boolean isLeaving() {
    return stays != 0 && System.nanoTime() - stays < 0;
  }

  /** The same of one that stays. */
  public void answered() {
    if (paused) {
      paused = false;
    }
    if (failures.get() != 0) {
      failures.set(0);
    }
  }

  /**
   * A request failed. If it could not be reached, it gets a pause; whatever else went wrong may be
   * about that one request, which must not close a service to others.
   */
  public void failed(Throwable cause) {
    if (cause instanceof ConnectException) {
      pause();
    }
  }

  /** Leaves it alone for a while, the longer the more often that happens in a row. */
  void pause() {
    int times = Math.min(failures.incrementAndGet(), 6);
    long pause = Math.min(LONGEST_PAUSE, FIRST_PAUSE << (times - 1));
    resumesAt.set(System.nanoTime() + pause);
    paused = true;
  }

  /** Whether it is left alone for a while. */
  public boolean isPaused() {
    return paused;
  }

  /**
   * Whether this one request may find out if the pause is over; the next one must wait as long
   * again.
   */
  boolean mayTry() {
    long due = resumesAt.get();
    long now = System.nanoTime();
    return now - due >= 0 && resumesAt.compareAndSet(due, now + FIRST_PAUSE);
  }
}

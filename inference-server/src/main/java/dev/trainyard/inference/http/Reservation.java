package dev.trainyard.inference.http;

import java.util.concurrent.atomic.AtomicBoolean;

/** Memory set aside for one body; given back once, however the request ends. */
final class Reservation {

  private final WorkQueue queue;
  private final long size;
  private final AtomicBoolean released = new AtomicBoolean();
  private volatile boolean abandoned;

  Reservation(WorkQueue queue, long size) {
    this.queue = queue;
    this.size = size;
  }

  void release() {
    if (released.compareAndSet(false, true)) {
      queue.release(size);
    }
  }

  boolean isReleased() {
    return released.get();
  }

  /** The client has gone; work that has not begun need not be done. */
  void abandon() {
    abandoned = true;
  }

  boolean isAbandoned() {
    return abandoned;
  }
}

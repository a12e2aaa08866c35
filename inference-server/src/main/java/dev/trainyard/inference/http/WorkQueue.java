package dev.trainyard.inference.http;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A fixed number of workers behind a bounded queue, bounded in requests and in bytes. */
final class WorkQueue {

  private final ThreadPoolExecutor workers;
  private final long byteLimit;
  private final AtomicLong bytes = new AtomicLong();

  WorkQueue(int threads, int capacity, long byteLimit) {
    this.byteLimit = byteLimit;
    this.workers =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(capacity),
            Thread.ofPlatform().name("inference-", 0).factory());
    workers.prestartAllCoreThreads();
  }

  /** Sets memory aside for a body that is about to arrive; false when there is none left. */
  boolean reserve(long size) {
    if (bytes.addAndGet(size) > byteLimit) {
      bytes.addAndGet(-size);
      return false;
    }
    return true;
  }

  void release(long size) {
    bytes.addAndGet(-size);
  }

  /** False when the queue is full or closed. */
  boolean offer(Runnable work) {
    try {
      workers.execute(work);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  int queued() {
    return workers.getQueue().size();
  }

  int running() {
    return workers.getActiveCount();
  }

  /** Takes nothing new and waits for what is there; false when time ran out. */
  boolean drain(Duration patience) {
    workers.shutdown();
    try {
      return workers.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}

package dev.trainyard.training.execution;

import dev.trainyard.training.job.LeaseLostException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Carries to the one that works on a job what others want of it. */
final class RunControl {

  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);

  private final UUID job;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private Wish wish = Wish.GO_ON;
  private GuardedStream stream;

  RunControl(UUID job) {
    this.job = job;
  }

  /** What is wanted, in rising order: a later one replaces an earlier one, never the reverse. */
  enum Wish {
    GO_ON,
    SERVICE_STOPS,
    CANCEL,
    LEASE_LOST
  }

  void want(Wish wanted) {
    lock.lock();
    try {
      if (wanted.compareTo(wish) > 0) {
        wish = wanted;
        changed.signalAll();
        if (stream != null) {
          stream.abort();
        }
      }
    } finally {
      lock.unlock();
    }
  }

  Wish wish() {
    lock.lock();
    try {
      return wish;
    } finally {
      lock.unlock();
    }
  }

  /** Throws when the work should stop. */
  void check() {
    Wish now = wish();
    if (now == Wish.LEASE_LOST) {
      throw new LeaseLostException(job);
    }
    if (now != Wish.GO_ON) {
      throw new StopRequest(now);
    }
  }

  /** Waits, at most until a wish arrives that was not there before. */
  void pause(Duration time) {
    lock.lock();
    try {
      Wish before = wish;
      long left = time.toNanos();
      while (left > 0 && wish == before) {
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** A stream whose reader wakes up when the work should stop or nothing comes for a minute. */
  InputStream guard(InputStream in) {
    lock.lock();
    try {
      stream = new GuardedStream(in);
      return stream;
    } finally {
      lock.unlock();
    }
  }

  /** Called now and then; ends a transfer that stands still. */
  void tick() {
    lock.lock();
    try {
      if (stream != null && stream.isSilent()) {
        stream.abort();
      }
    } finally {
      lock.unlock();
    }
  }

  /** Remembers when bytes last came. */
  private static final class GuardedStream extends FilterInputStream {

    private volatile long lastRead = System.nanoTime();
    private volatile boolean closed;

    GuardedStream(InputStream in) {
      super(in);
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      lastRead = System.nanoTime();
      return read;
    }

    @Override
    public void close() throws IOException {
      closed = true;
      super.close();
    }

    boolean isSilent() {
      return !closed
          && System.nanoTime() - lastRead > TimeUnit.NANOSECONDS.convert(LONGEST_SILENCE);
    }

    /** Closing under the reader makes its read fail. */
    void abort() {
      if (!closed) {
        try {
          close();
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }
}

package dev.trainyard.training.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;

/**
 * The newest frames of one job, without a gap. However many sockets watch the job, each of its
 * events is read and written out once; who is far behind reads for itself.
 */
final class FrameWindow {

  private static final int MOST_FRAMES = 1000;
  private static final int MOST_CHARACTERS = 128 * 1024;
  private static final long PATIENCE_SECONDS = 2;

  /**
   * Frames that follow each other.
   *
   * @param more whether there may be newer ones already
   */
  record Page(List<Frame> frames, boolean more) {}

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Frame> frames = new ArrayList<>();

  /** Every event after {@code from} up to {@code to} is here. */
  private long from;

  private long to;
  private int characters;
  private boolean more;

  /**
   * The frames after a number, oldest first.
   *
   * @param read reads a page of frames after a number from where they are stored
   */
  Page after(long seq, LongFunction<Page> read) {
    if (!patientLock()) {
      return read.apply(seq);
    }
    try {
      if (seq >= from) {
        return recent(seq, read);
      }
    } finally {
      lock.unlock();
    }
    return read.apply(seq);
  }

  /** Whoever reads while the database hangs must not make everybody wait for ever, one by one. */
  private boolean patientLock() {
    try {
      return lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Page recent(long seq, LongFunction<Page> read) {
    if (seq < to) {
      return new Page(List.copyOf(frames.subList((int) (seq - from), frames.size())), more);
    }
    Page page = read.apply(seq);
    if (page.frames().isEmpty()) {
      return page;
    }
    if (seq > to) {
      frames.clear();
      characters = 0;
      from = seq;
    }
    for (Frame frame : page.frames()) {
      frames.add(frame);
      characters += frame.text().length();
    }
    to = page.frames().getLast().seq();
    more = page.more();
    trim();
    return page;
  }

  private void trim() {
    int gone = 0;
    while (frames.size() - gone > MOST_FRAMES || characters > MOST_CHARACTERS) {
      characters -= frames.get(gone).text().length();
      from = frames.get(gone).seq();
      gone++;
    }
    frames.subList(0, gone).clear();
  }
}

package dev.trainyard.dataset.profile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.function.LongPredicate;

/** Reports every two seconds how much was read, and ends the reading when nobody wants it. */
final class TrackedInput extends FilterInputStream {

  private static final long EVERY = Duration.ofSeconds(2).toNanos();

  private final LongPredicate goesOn;
  private long read;
  private long reported = System.nanoTime();

  TrackedInput(InputStream stream, LongPredicate goesOn) {
    super(stream);
    this.goesOn = goesOn;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = super.read(bytes, offset, length);
    read += Math.max(0, count);
    if (System.nanoTime() - reported > EVERY) {
      reported = System.nanoTime();
      if (!goesOn.test(read)) {
        throw new InterruptedIOException("another process computes this profile");
      }
    }
    return count;
  }
}

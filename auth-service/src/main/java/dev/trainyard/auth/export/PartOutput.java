package dev.trainyard.auth.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Objects;

/** Cuts what is written into parts for the database, and does not grow beyond a limit. */
final class PartOutput extends OutputStream {

  private static final int PART = 256 << 10;

  private final long limit;
  private final Sink sink;
  private final byte[] buffer = new byte[PART];
  private int filled;
  private int parts;
  private long bytes;

  PartOutput(long limit, Sink sink) {
    this.limit = limit;
    this.sink = sink;
  }

  /** Takes the parts in order. */
  @FunctionalInterface
  interface Sink {
    void part(int number, byte[] content);
  }

  /** Says that there is more than an archive may hold. */
  static final class TooLargeException extends IOException {

    TooLargeException(long limit) {
      super("An archive has at most " + limit + " bytes");
    }
  }

  /** Hands over the last part; gives back how many bytes there were in all. */
  long finish() {
    if (filled > 0) {
      cut();
    }
    return bytes;
  }

  @Override
  public void write(int value) throws IOException {
    write(new byte[] {(byte) value}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, from.length);
    bytes += length;
    if (bytes > limit) {
      throw new TooLargeException(limit);
    }
    int done = 0;
    while (done < length) {
      int some = Math.min(length - done, PART - filled);
      System.arraycopy(from, offset + done, buffer, filled, some);
      filled += some;
      done += some;
      if (filled == PART) {
        cut();
      }
    }
  }

  private void cut() {
    sink.part(parts++, Arrays.copyOf(buffer, filled));
    filled = 0;
  }
}

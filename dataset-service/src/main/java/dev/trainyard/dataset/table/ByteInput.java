package dev.trainyard.dataset.table;

import java.io.IOException;
import java.io.InputStream;

/** Reads single bytes through one buffer, and counts lines and bytes. */
final class ByteInput {

  static final int END = -1;

  private final InputStream stream;
  private final byte[] buffer = new byte[1 << 16];
  private int position;
  private int limit;
  private long line = 1;
  private long consumed;
  private boolean afterReturn;

  ByteInput(InputStream stream) {
    this.stream = stream;
  }

  /** Number of the line that the next byte lies on, from 1. */
  long line() {
    return line;
  }

  /** Bytes read so far. */
  long consumed() {
    return consumed - (limit - position);
  }

  /** The next byte as 0..255, or {@link #END}. */
  int read() throws IOException {
    if (position == limit && !fill()) {
      return END;
    }
    int value = buffer[position++] & 0xff;
    if (value == '\n') {
      line += afterReturn ? 0 : 1;
      afterReturn = false;
    } else {
      afterReturn = value == '\r';
      line += afterReturn ? 1 : 0;
    }
    return value;
  }

  /** The next byte without taking it. */
  int peek() throws IOException {
    return position == limit && !fill() ? END : buffer[position] & 0xff;
  }

  private boolean fill() throws IOException {
    int count = stream.read(buffer, 0, buffer.length);
    position = 0;
    limit = Math.max(0, count);
    consumed += limit;
    return limit > 0;
  }
}

package dev.trainyard.journey;

import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.SplittableRandom;

/** Incompressible bytes that depend on their position alone, so a stream can begin anywhere. */
final class RepeatableBytes extends InputStream {

  private static final int BLOCK = 1 << 16;

  private final long end;
  private long position;
  private ByteBuffer block = ByteBuffer.allocate(0);

  RepeatableBytes(long from, long end) {
    this.position = from;
    this.end = end;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    if (position >= end) {
      return -1;
    }
    if (!block.hasRemaining()) {
      byte[] bytes = new byte[BLOCK];
      new SplittableRandom(position / BLOCK).nextBytes(bytes);
      block = ByteBuffer.wrap(bytes).position((int) (position % BLOCK));
    }
    int count = (int) Math.min(Math.min(length, block.remaining()), end - position);
    block.get(buffer, offset, count);
    position += count;
    return count;
  }
}

package dev.trainyard.dataset.packaged;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A stream that gives its bytes as slowly as a network of some 60 MB a second. */
final class SlowInput extends FilterInputStream {

  SlowInput(InputStream stream) {
    super(stream);
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
    return super.read(bytes, offset, Math.min(length, 60_000));
  }
}

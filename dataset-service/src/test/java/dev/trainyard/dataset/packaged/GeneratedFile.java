package dev.trainyard.dataset.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.LongFunction;

/**
 * A file of any size that exists only while it is read; its pieces are made one after the other.
 *
 * @param pieces how many there are
 * @param piece makes one, numbered from 0
 */
record GeneratedFile(long pieces, LongFunction<byte[]> piece) {

  static GeneratedFile of(byte[] content) {
    return new GeneratedFile(1, i -> content);
  }

  static GeneratedFile of(String content) {
    return of(content.getBytes(UTF_8));
  }

  /** A beginning, a part many times over, an end. */
  static GeneratedFile of(byte[] first, byte[] part, long times, byte[] last) {
    return new GeneratedFile(times + 2, i -> i == 0 ? first : i == times + 1 ? last : part);
  }

  InputStream open() {
    return new Pieces();
  }

  long length() {
    try (InputStream content = open()) {
      return content.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The pieces one after the other. */
  private final class Pieces extends InputStream {

    private InputStream current = InputStream.nullInputStream();
    private long next;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      int count = current.read(bytes, offset, length);
      while (count < 0 && next < pieces) {
        current = new ByteArrayInputStream(piece.apply(next++));
        count = current.read(bytes, offset, length);
      }
      return count;
    }
  }
}

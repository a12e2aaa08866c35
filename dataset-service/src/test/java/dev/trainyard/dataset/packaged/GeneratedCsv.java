package dev.trainyard.dataset.packaged;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** A CSV file of any size that exists only while it is read; the same bytes each time. */
final class GeneratedCsv extends InputStream {

  private final long length;
  private byte[] line = "id,value,label,text\n".getBytes(StandardCharsets.US_ASCII);
  private int at;
  private long row;
  private long given;

  GeneratedCsv(long length) {
    this.length = length;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0];
  }

  @Override
  public int read(byte[] bytes, int offset, int count) {
    if (given == length) {
      return -1;
    }
    int done = 0;
    while (done < count && given < length) {
      if (at == line.length) {
        next();
      }
      int part = (int) Math.min(Math.min(count - done, line.length - at), length - given);
      System.arraycopy(line, at, bytes, offset + done, part);
      at += part;
      done += part;
      given += part;
    }
    return done;
  }

  /** The last row is cut to the length by its last cell, so that the file ends well. */
  private void next() {
    row++;
    String text =
        String.format(
            Locale.ROOT,
            "%d,%d.%d,%s,row number %d says hello to everyone\n",
            row,
            row % 997,
            row % 10,
            row % 3 == 0 ? "red" : "blue",
            row);
    line = text.getBytes(StandardCharsets.US_ASCII);
    at = 0;
    if (length - given < 3L * line.length) {
      line =
          (text.strip() + "x".repeat((int) (length - given) - line.length) + "\n")
              .getBytes(StandardCharsets.US_ASCII);
    }
  }
}

package dev.trainyard.runtime.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * Bounds the log of a process that writes while it is rotated: copy to {@code file.1}, then
 * truncate.
 *
 * <p>Copy and truncate, not a pump through this process: the child appends to the file itself
 * (O_APPEND, so it goes on at the new end), no line waits in a pipe, and a child outlives its
 * owner's death without SIGPIPE. The price: what is written between the end of the copy and the
 * truncation, microseconds, is lost.
 *
 * @param maxBytes size above which a file is rotated
 * @param keep number of old files
 */
public record LogRotation(long maxBytes, int keep) {

  /** Refuses limits under which nothing would be kept. */
  public LogRotation {
    if (maxBytes < 1 || keep < 1) {
      throw new IllegalArgumentException("a log needs a size and at least one old file");
    }
  }

  /**
   * Rotates the file if it has grown too large.
   *
   * @return whether it did
   */
  public boolean apply(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) <= maxBytes) {
      return false;
    }
    for (int number = keep - 1; number >= 1; number--) {
      Path old = numbered(file, number);
      if (Files.exists(old)) {
        Files.move(old, numbered(file, number + 1), StandardCopyOption.REPLACE_EXISTING);
      }
    }
    try (FileChannel from =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel to =
            FileChannel.open(
                numbered(file, 1),
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      long copied = 0;
      while (copied < from.size()) {
        copied += from.transferTo(copied, from.size() - copied, to);
      }
      from.truncate(0);
    }
    return true;
  }

  private static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}

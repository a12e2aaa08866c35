package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** The last lines that a failed process wrote, to be shown with the failure. */
record LogTail(Path file, long from) {

  private static final int LINES = 15;
  private static final int BYTES = 8192;

  /** Marks the present end of the log, before the process starts. */
  static LogTail mark(Path file) {
    try {
      return new LogTail(file, Files.exists(file) ? Files.size(file) : 0);
    } catch (IOException e) {
      throw new LauncherException("cannot look at " + file, e);
    }
  }

  /** The last lines since the mark, indented; begins with a line break unless there is none. */
  String text() {
    try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
      long start = Math.max(from > log.length() ? 0 : from, log.length() - BYTES);
      byte[] bytes = new byte[(int) (log.length() - start)];
      log.seek(start);
      log.readFully(bytes);
      List<String> lines = new String(bytes, StandardCharsets.UTF_8).strip().lines().toList();
      return lines.stream()
          .skip(Math.max(0, lines.size() - LINES))
          .map(line -> "\n    " + line)
          .collect(Collectors.joining());
    } catch (IOException e) {
      return "";
    }
  }
}

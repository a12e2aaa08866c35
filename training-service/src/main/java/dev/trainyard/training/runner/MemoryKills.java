package dev.trainyard.training.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How often Linux has killed a process for want of memory since it was started. */
final class MemoryKills {

  private static final Path STATISTICS = Path.of("/proc/vmstat");
  private static final String KEY = "oom_kill ";

  private MemoryKills() {}

  /** The count, 0 where it cannot be read. */
  static long count() {
    try {
      return Files.readAllLines(STATISTICS).stream()
          .filter(line -> line.startsWith(KEY))
          .mapToLong(line -> Long.parseLong(line.substring(KEY.length()).strip()))
          .findFirst()
          .orElse(0);
    } catch (IOException | NumberFormatException e) {
      return 0;
    }
  }
}

package dev.trainyard.launcher.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Memory of a process for people; shared pages are counted once over a whole tree. */
final class Memory {

  private Memory() {}

  /** The proportional set size of the process, optionally with everything below it; "-" unknown. */
  static String of(long pid, boolean withDescendants) {
    Stream<Long> below =
        withDescendants
            ? ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid)
            : Stream.empty();
    long kibibytes = Stream.concat(Stream.of(pid), below).mapToLong(Memory::kibibytes).sum();
    return kibibytes == 0 ? "-" : kibibytes / 1024 + " MiB";
  }

  private static long kibibytes(long pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/smaps_rollup"))) {
      return lines
          .filter(line -> line.startsWith("Pss:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst()
          .orElse(0);
    } catch (IOException | UncheckedIOException e) {
      return 0;
    }
  }
}

package dev.trainyard.runtime.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A process beyond doubt: the number alone may be a stranger's after a while, the number with the
 * start mark is not.
 *
 * @param pid process id
 * @param startMark on Linux boot id and start in clock ticks since boot (immune to changes of the
 *     clock), elsewhere the start instant
 * @param tag random value in the environment of the process and everything it started
 */
public record ProcessIdentity(long pid, String startMark, String tag) {

  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9-]{1,64}");
  private static final int STATE = 0;
  private static final int START_TICKS = 19;

  /** The identity of a process that lives now. */
  static Optional<ProcessIdentity> of(long pid, String tag) {
    return startMark(pid).map(mark -> new ProcessIdentity(pid, mark, tag));
  }

  /** The identity of this very process. */
  public static ProcessIdentity current() {
    return of(ProcessHandle.current().pid(), "none").orElseThrow();
  }

  /** Whether exactly this process lives; a zombie does not. */
  public boolean isAlive() {
    return startMark(pid).filter(startMark::equals).isPresent();
  }

  /** Replaces the file's content in one step. */
  void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    Files.writeString(partial, pid + "\n" + startMark + "\n" + tag + "\n");
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Reads what {@link #write} wrote; a missing or torn file is nobody's. */
  public static Optional<ProcessIdentity> read(Path file) throws IOException {
    try {
      List<String> lines = Files.readAllLines(file);
      if (lines.size() < 3
          || !lines.get(0).matches("\\d{1,18}")
          || !TAG.matcher(lines.get(2)).matches()) {
        return Optional.empty();
      }
      return Optional.of(
          new ProcessIdentity(Long.parseLong(lines.get(0)), lines.get(1), lines.get(2)));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /**
   * Ends what an earlier owner left behind, and removes the file.
   *
   * @param grace time between the polite and the hard signal
   * @return whether something lived
   */
  public static boolean endLeftover(Path file, Duration grace) throws IOException {
    Optional<ProcessIdentity> identity = read(file);
    boolean ended = identity.isPresent() && ProcessTree.of(identity.get()).end(grace);
    Files.deleteIfExists(file);
    return ended;
  }

  private static Optional<String> startMark(long pid) {
    Path stat = Path.of("/proc", Long.toString(pid), "stat");
    if (!Files.exists(BOOT_ID)) {
      return ProcessHandle.of(pid)
          .filter(ProcessHandle::isAlive)
          .flatMap(handle -> handle.info().startInstant())
          .map(Object::toString);
    }
    try {
      String line = Files.readString(stat, StandardCharsets.ISO_8859_1);
      // The second field is the program's name in parentheses and may hold anything.
      String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
      if (fields[STATE].equals("Z") || fields[STATE].equals("X")) {
        return Optional.empty();
      }
      return Optional.of(Files.readString(BOOT_ID).strip() + ":" + fields[START_TICKS]);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}

package dev.trainyard.launcher.data;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A data directory that this process holds alone. The kernel releases the lock when the process
 * dies, however it dies, so there is no stale lock.
 */
public final class DataDirectory implements AutoCloseable {

  /** Free space below which nothing begins. */
  public static final long LEAST_FREE_BYTES = 1L << 30;

  /** Room for the database to recover and for logs; the file stores leave more than that free. */
  private static final long LEAST_FREE_AGAIN = 64L << 20;

  private static final String MARKER = "{\"product\":\"trainyard\",\"format\":1}\n";
  private static final Set<String> OWN = Set.of("config", "trainyard.json", "lock");

  private final Layout layout;
  private final FileChannel channel;

  private DataDirectory(Layout layout, FileChannel channel) {
    this.layout = layout;
    this.channel = channel;
  }

  /**
   * Enters the directory, making it if it is not there.
   *
   * @param leastFreeBytes refuses to begin a new one with less free space
   * @throws LauncherException when it is somebody else's, in use, not writable or nearly full
   */
  public static DataDirectory open(Path path, long leastFreeBytes) {
    Layout layout = new Layout(path.toAbsolutePath().normalize());
    try {
      requireOurs(layout);
      createPrivate(layout.root());
      requireWritable(layout);
      // A platform that has filled its disk has to start, or nobody could delete anything.
      boolean begun = Files.exists(layout.marker());
      requireSpace(layout, begun ? Math.min(leastFreeBytes, LEAST_FREE_AGAIN) : leastFreeBytes);
      DataDirectory directory = new DataDirectory(layout, locked(layout));
      if (!Files.exists(layout.marker())) {
        Files.writeString(layout.marker(), MARKER);
      }
      for (Path part : List.of(layout.run(), layout.logs(), layout.config())) {
        createPrivate(part);
      }
      return directory;
    } catch (AccessDeniedException e) {
      throw new LauncherException("no permission for " + e.getFile(), e);
    } catch (IOException e) {
      throw new LauncherException("cannot use the data directory " + path + ": " + e, e);
    }
  }

  /** Whether some launcher holds the directory now. */
  public static boolean isInUse(Layout layout) {
    if (!Files.exists(layout.lock())) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(layout.lock(), StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      return lock == null;
    } catch (OverlappingFileLockException e) {
      return true;
    } catch (IOException e) {
      throw new LauncherException("cannot look at " + layout.lock() + ": " + e, e);
    }
  }

  /** The places in it. */
  public Layout layout() {
    return layout;
  }

  /** Makes a directory, and those above it, that only this user can enter. */
  public static void createPrivate(Path path) throws IOException {
    Files.createDirectories(
        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new LauncherException("cannot release " + layout.lock(), e);
    }
  }

  private static void requireOurs(Layout layout) throws IOException {
    Path root = layout.root();
    if (!Files.exists(root)) {
      return;
    }
    if (!Files.isDirectory(root)) {
      throw new LauncherException(root + " is a file, not a directory");
    }
    if (!Files.exists(layout.marker())) {
      try (Stream<Path> entries = Files.list(root)) {
        if (entries.map(entry -> entry.getFileName().toString()).anyMatch(n -> !OWN.contains(n))) {
          throw new LauncherException(
              root
                  + " holds other files and is not a Trainyard data directory: choose an empty or"
                  + " new one with --data");
        }
      }
    } else if (!Files.readString(layout.marker()).equals(MARKER)) {
      throw new LauncherException(
          root + " was written by another version of Trainyard, see " + layout.marker());
    }
  }

  private static void requireWritable(Layout layout) {
    if (!Files.isWritable(layout.root()) || !Files.isExecutable(layout.root())) {
      throw new LauncherException(
          "no permission to write to %s (user %s)"
              .formatted(layout.root(), System.getProperty("user.name")));
    }
  }

  private static void requireSpace(Layout layout, long leastFreeBytes) throws IOException {
    long free = Files.getFileStore(layout.root()).getUsableSpace();
    if (free < leastFreeBytes) {
      throw new LauncherException(
          "only %d MiB are free at %s; Trainyard needs %d MiB to start"
              .formatted(free >> 20, layout.root(), leastFreeBytes >> 20));
    }
  }

  private static FileChannel locked(Layout layout) throws IOException {
    FileChannel channel =
        FileChannel.open(layout.lock(), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      channel.close();
      throw inUse(layout);
    }
    channel.close();
    throw inUse(layout);
  }

  private static LauncherException inUse(Layout layout) {
    String holder =
        RunFiles.of(layout)
            .launcher()
            .map(
                running ->
                    " by process %d (%s)".formatted(running.process().pid(), running.origin()))
            .orElse("");
    return new LauncherException(
        "the data directory %s is in use%s; stop that one with: ./trainyard down --data %s"
            .formatted(layout.root(), holder, layout.root()));
  }
}

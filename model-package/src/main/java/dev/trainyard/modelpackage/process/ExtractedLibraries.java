package dev.trainyard.modelpackage.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Unlinks the native libraries that Java packages unpack into the temporary directory.
 *
 * <p>Those packages delete them at a normal exit only, so every killed process would leave tens of
 * megabytes. Linux keeps a mapped file alive without its name; elsewhere nothing is done.
 */
public final class ExtractedLibraries {

  private static final Path MAPS = Path.of("/proc/self/maps");

  private ExtractedLibraries() {}

  /** Call after the libraries were loaded. */
  public static void unlink() {
    Path temporary = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize();
    try {
      List<Path> mapped =
          Files.readAllLines(MAPS).stream()
              .filter(line -> line.indexOf('/') >= 0 && line.endsWith(".so"))
              .map(line -> Path.of(line.substring(line.indexOf('/'))).normalize())
              .distinct()
              .filter(path -> path.startsWith(temporary))
              .toList();
      for (Path library : mapped) {
        Files.deleteIfExists(library);
        removeIfEmpty(library.getParent(), temporary);
      }
    } catch (IOException e) {
      // Without /proc, or without the right to delete, the files stay until the exit of the VM.
    }
  }

  private static void removeIfEmpty(Path directory, Path temporary) throws IOException {
    if (!directory.equals(temporary)) {
      try {
        Files.deleteIfExists(directory);
      } catch (DirectoryNotEmptyException e) {
        // The next library of the same package is the last one in it.
      }
    }
  }
}

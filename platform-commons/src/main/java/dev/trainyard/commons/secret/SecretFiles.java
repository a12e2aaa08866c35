package dev.trainyard.commons.secret;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The directories with a file for each secret: nobody else on the machine may read them. */
final class SecretFiles {

  private SecretFiles() {}

  /**
   * One line for each file that others may read or change. Reading by the group is allowed:
   * Kubernetes gives mounted secrets to the group of the process.
   *
   * @param locations directories as {@code smallrye.config.source.file.locations} names them
   */
  static List<String> findings(List<String> locations) {
    List<String> findings = new ArrayList<>();
    for (String location : locations) {
      try (Stream<Path> files = Files.walk(path(location), 1)) {
        files
            .filter(Files::isRegularFile)
            .filter(SecretFiles::isExposed)
            .map(file -> "SEC-006 " + file + " may be read by every user of this machine")
            .forEach(findings::add);
      } catch (IOException | IllegalArgumentException e) {
        findings.add("SEC-006 the secrets in " + location + " cannot be read");
      }
    }
    return findings;
  }

  private static Path path(String location) {
    return location.startsWith("file:") ? Path.of(URI.create(location)) : Path.of(location);
  }

  /** A file is also safe when nobody else can enter its directory. */
  private static boolean isExposed(Path file) {
    return isOpen(file) && isOpen(file.getParent());
  }

  private static boolean isOpen(Path file) {
    try {
      Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file.toRealPath());
      return rights.contains(PosixFilePermission.OTHERS_READ)
          || rights.contains(PosixFilePermission.OTHERS_WRITE)
          || rights.contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException e) {
      return true;
    } catch (UnsupportedOperationException e) {
      return false; // A file system without such rights.
    }
  }
}

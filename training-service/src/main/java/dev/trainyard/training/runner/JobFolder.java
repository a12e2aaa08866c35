package dev.trainyard.training.runner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The files of one job, readable for the platform's own user only. */
public record JobFolder(Path root) {

  /** The directory that holds nothing but the data file. */
  public Path data() {
    return root.resolve("input/data/train");
  }

  /** The parent of the data directories. */
  public Path input() {
    return root.resolve("input/data");
  }

  /** The job document. */
  public Path document() {
    return root.resolve("input/config/job.json");
  }

  /** Survives from attempt to attempt. */
  public Path checkpoints() {
    return root.resolve("checkpoints");
  }

  /** The package that an attempt makes. */
  public Path model(int attempt) {
    return attempt(attempt).resolve("model");
  }

  /** What an attempt leaves besides the package. */
  public Path output(int attempt) {
    return attempt(attempt).resolve("output");
  }

  /** Everything of one attempt. */
  public Path attempt(int attempt) {
    return root.resolve("attempts/" + attempt);
  }

  /** Whether training can go on from an earlier attempt. */
  public boolean hasCheckpoint() {
    return Files.isRegularFile(checkpoints().resolve("latest"));
  }

  /** Makes the directories of an attempt. */
  public void create(int attempt) throws IOException {
    var ownerOnly =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    List<Path> directories =
        List.of(
            data(),
            document().getParent(),
            checkpoints(),
            attempt(attempt),
            model(attempt),
            output(attempt));
    for (Path directory : directories) {
      Files.createDirectories(directory, ownerOnly);
    }
  }

  /** Removes everything; what is gone already is fine, and links are not followed. */
  public void remove() throws IOException {
    if (!Files.isDirectory(root)) {
      return;
    }
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}

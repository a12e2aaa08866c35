package dev.trainyard.trainer.checkpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.trainer.job.JobIdentity;
import dev.trainyard.trainer.job.TrainingFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Checkpoints that survive a kill at any line.
 *
 * <p>A checkpoint is written under a temporary name, forced to disk, renamed, and only then named
 * by {@code latest}, which is replaced in the same way. It carries the digest of its job.
 */
public final class CheckpointStore {

  private static final String LATEST = "latest";
  private static final String META = "checkpoint.json";
  private static final String TEMPORARY = ".tmp";
  private static final int KEPT = 2;

  private final Path root;
  private final JobIdentity identity;

  public CheckpointStore(Path root, JobIdentity identity) {
    this.root = root;
    this.identity = identity;
  }

  /** Writes the state of a learner into a directory. */
  public interface State {
    void write(Path directory) throws IOException;
  }

  /** A checkpoint that belongs to this job. */
  public record Checkpoint(long step, Path directory) {}

  public Path save(long step, State state) {
    Path target = root.resolve("step-%09d".formatted(step));
    Path temporary = root.resolve(target.getFileName() + TEMPORARY);
    try {
      Files.createDirectories(root);
      delete(temporary);
      Files.createDirectory(temporary);
      state.write(temporary);
      ObjectNode meta = JsonNodeFactory.instance.objectNode();
      meta.put("step", step).put("job", identity.digest());
      Files.writeString(temporary.resolve(META), meta.toString());
      force(temporary);
      delete(target);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      point(target);
      prune(target);
      return target;
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot write a checkpoint: " + e.getMessage());
    }
  }

  /** The newest checkpoint; refuses one of another job. */
  public Optional<Checkpoint> latest() {
    Path pointer = root.resolve(LATEST);
    if (!Files.isRegularFile(pointer)) {
      return Optional.empty();
    }
    try {
      Path directory = root.resolve(Path.of(Files.readString(pointer).strip()).getFileName());
      JsonNode meta = new ObjectMapper().readTree(directory.resolve(META).toFile());
      if (!identity.digest().equals(meta.path("job").asText())) {
        throw TrainingFailure.badConfig(
            "resume",
            "the checkpoint was made with other data, hyperparameters or trainer code; start a new job instead");
      }
      return Optional.of(new Checkpoint(meta.path("step").asLong(), directory));
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot read the checkpoint: " + e.getMessage());
    }
  }

  public void clear() {
    try {
      if (Files.isDirectory(root)) {
        Files.deleteIfExists(root.resolve(LATEST));
        for (Path entry : entries()) {
          delete(entry);
        }
      }
    } catch (IOException e) {
      throw TrainingFailure.temporary("cannot clear old checkpoints: " + e.getMessage());
    }
  }

  private void point(Path target) throws IOException {
    Path temporary = root.resolve(LATEST + TEMPORARY);
    Files.writeString(temporary, target.getFileName() + "\n");
    forceFile(temporary);
    Files.move(
        temporary,
        root.resolve(LATEST),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
    forceFile(root);
  }

  private void prune(Path newest) throws IOException {
    List<Path> old =
        entries().stream()
            .filter(entry -> !entry.equals(newest))
            .sorted(Comparator.reverseOrder())
            .toList();
    for (Path entry : old.subList(Math.min(KEPT - 1, old.size()), old.size())) {
      delete(entry);
    }
  }

  private List<Path> entries() throws IOException {
    try (var paths = Files.list(root)) {
      return paths.filter(path -> path.getFileName().toString().startsWith("step-")).toList();
    }
  }

  private static void force(Path directory) throws IOException {
    try (var files = Files.list(directory)) {
      for (Path file : files.toList()) {
        forceFile(file);
      }
    }
    forceFile(directory);
  }

  private static void forceFile(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private static void delete(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (var paths = Files.walk(directory)) {
        for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(path);
        }
      }
    }
  }
}

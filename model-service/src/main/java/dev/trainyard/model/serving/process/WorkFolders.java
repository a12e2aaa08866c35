package dev.trainyard.model.serving.process;

import dev.trainyard.model.serving.ReplicaKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Where things lie below the work directory: {@code <deployment>/v<n>} holds a model package that
 * replicas of the version share, {@code <deployment>/replica-<id>} one replica's log, port and
 * process identity.
 */
final class WorkFolders {

  private static final String REPLICA = "replica-";
  private static final String VERSION = "v";
  private static final Pattern UUID_NAME =
      Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

  private final Path root;

  WorkFolders(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  Path packageFolder(UUID deployment, int version) {
    return deploymentFolder(deployment).resolve(VERSION + version);
  }

  Path replicaFolder(ReplicaKey replica) {
    return deploymentFolder(replica.deployment()).resolve(REPLICA + replica.replica());
  }

  Path log(ReplicaKey replica) {
    return replicaFolder(replica).resolve("server.log");
  }

  Path portFile(ReplicaKey replica) {
    return replicaFolder(replica).resolve("port");
  }

  static Path identity(Path replicaFolder) {
    return replicaFolder.resolve("process.identity");
  }

  /** Folders of replicas of all deployments, whoever made them. */
  List<Path> replicaFolders() {
    return children(root).stream()
        .flatMap(deployment -> children(deployment).stream())
        .filter(folder -> folder.getFileName().toString().startsWith(REPLICA))
        .toList();
  }

  /** Removes packages and folders of replicas that are not needed. */
  void retain(UUID deployment, Set<Integer> versions, Set<ReplicaKey> replicas) {
    Path folder = deploymentFolder(deployment);
    if (versions.isEmpty() && replicas.isEmpty()) {
      delete(folder);
      return;
    }
    Set<Path> kept = new HashSet<>();
    versions.forEach(version -> kept.add(packageFolder(deployment, version)));
    replicas.forEach(replica -> kept.add(replicaFolder(replica)));
    children(folder).stream().filter(child -> !kept.contains(child)).forEach(WorkFolders::delete);
  }

  /** Removes everything of deployments other than these. */
  void retain(Set<UUID> deployments) {
    for (Path child : children(root)) {
      String name = child.getFileName().toString();
      if (UUID_NAME.matcher(name).matches() && !deployments.contains(UUID.fromString(name))) {
        delete(child);
      }
    }
  }

  private Path deploymentFolder(UUID deployment) {
    return root.resolve(deployment.toString());
  }

  private static List<Path> children(Path folder) {
    try (Stream<Path> children = Files.list(folder)) {
      return children.filter(Files::isDirectory).sorted().toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (NoSuchFileException e) {
      // Somebody else removed it, which is all that was wanted.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

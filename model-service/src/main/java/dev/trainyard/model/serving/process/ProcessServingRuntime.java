package dev.trainyard.model.serving.process;

import dev.trainyard.blob.BlobStore;
import dev.trainyard.model.config.DeploymentsConfig;
import dev.trainyard.model.serving.Observation;
import dev.trainyard.model.serving.ReplicaKey;
import dev.trainyard.model.serving.ReplicaSpec;
import dev.trainyard.model.serving.ServingRuntime;
import dev.trainyard.runtime.process.LogRotation;
import dev.trainyard.runtime.process.ProcessIdentity;
import io.quarkus.logging.Log;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Runs replicas as child processes on this machine. They live as long as this instance: they end
 * when it dies, and what survives that is ended by the next start.
 */
@ApplicationScoped
class ProcessServingRuntime implements ServingRuntime {

  private static final LogRotation ROTATION = new LogRotation(8L << 20, 1);

  private final WorkFolders folders;
  private final ProcessSettings settings;
  private final Map<ReplicaKey, ReplicaProcess> processes = new ConcurrentHashMap<>();

  ProcessServingRuntime(DeploymentsConfig config, BlobStore blobs) {
    this.folders = new WorkFolders(config.workDirectory());
    this.settings =
        new ProcessSettings(
            config.inferenceCommand().orElse(List.of()),
            config.threads(),
            config.startTimeout(),
            config.stopGrace(),
            new PackageFolder(blobs),
            ROTATION);
  }

  @Override
  public void recover(Set<UUID> deployments) {
    for (Path folder : folders.replicaFolders()) {
      try {
        if (ProcessIdentity.endLeftover(WorkFolders.identity(folder), settings.stopGrace())) {
          Log.infof("Ended the server that an earlier run left in %s", folder.getFileName());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    folders.retain(deployments);
  }

  @Override
  public void start(ReplicaSpec replica) {
    processes.compute(
        replica.key(),
        (_, current) -> {
          if (current != null && !current.isOver()) {
            return current;
          }
          ReplicaProcess next = new ReplicaProcess(replica, folders, settings);
          next.launch();
          return next;
        });
  }

  @Override
  public Observation observe(ReplicaKey replica) {
    ReplicaProcess process = processes.get(replica);
    return process == null ? new Observation.Absent() : process.observation();
  }

  @Override
  public void stop(ReplicaKey replica) {
    processes.computeIfPresent(
        replica,
        (_, process) -> {
          if (process.isOver()) {
            return null;
          }
          process.end();
          return process;
        });
  }

  @Override
  public Set<ReplicaKey> present(UUID deployment) {
    return processes.keySet().stream()
        .filter(key -> key.deployment().equals(deployment))
        .collect(Collectors.toSet());
  }

  @Override
  public void retain(UUID deployment, Set<Integer> versions, Set<ReplicaKey> replicas) {
    folders.retain(deployment, versions, replicas);
  }

  @Override
  public void release(UUID deployment) {
    present(deployment).forEach(this::stop);
  }

  @Override
  public Optional<List<String>> logs(ReplicaKey replica, int limit) {
    if (!Files.isDirectory(folders.replicaFolder(replica))) {
      return Optional.empty();
    }
    try {
      return Optional.of(new LogTail(folders.log(replica)).lines(limit));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Keeps logs of long-lived servers bounded. */
  @Scheduled(every = "30s")
  void rotateLogs() {
    for (ReplicaKey key : processes.keySet()) {
      try {
        settings.rotation().apply(folders.log(key));
      } catch (IOException e) {
        Log.warnf(e, "The log of replica %s could not be rotated", key.replica());
      }
    }
  }

  /** All end side by side, so that a shutdown takes no longer than the slowest. */
  @PreDestroy
  void endAll() throws InterruptedException {
    List<ReplicaProcess> all = new ArrayList<>(processes.values());
    all.forEach(ReplicaProcess::end);
    for (ReplicaProcess process : all) {
      process.awaitEnd(settings.stopGrace().multipliedBy(2));
    }
  }
}

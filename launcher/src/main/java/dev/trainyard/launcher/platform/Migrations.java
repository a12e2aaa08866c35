package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.runtime.process.OwnedProcess;
import dev.trainyard.runtime.process.ProcessSpec;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs a service's migrate mode, with the migrator's credentials, when its build or the cluster is
 * another than at the last success.
 */
final class Migrations {

  private static final Duration GRACE = Duration.ofSeconds(15);

  private final Layout layout;
  private final Artifacts artifacts;
  private final ServiceEnvironment environment;
  private final Set<OwnedProcess> running = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  Migrations(Layout layout, Artifacts artifacts, ServiceEnvironment environment) {
    this.layout = layout;
    this.artifacts = artifacts;
    this.environment = environment;
  }

  /**
   * Migrates the service's database if it is not known to be up to date.
   *
   * @return whether there was something to run
   */
  boolean apply(Service service) {
    Path done = layout.migrated(service.id());
    try {
      String wanted = artifacts.fingerprint(service) + " " + cluster();
      if (wanted.equals(read(done))) {
        return false;
      }
      run(service);
      Files.createDirectories(done.getParent());
      Files.writeString(done, wanted);
      return true;
    } catch (IOException e) {
      throw new LauncherException(
          "cannot migrate the database of " + service.module() + ": " + e.getMessage(), e);
    }
  }

  /** Ends what runs; a migration is a transaction and begins again at the next start. */
  void stop() {
    stopping = true;
    running.forEach(process -> process.terminate(GRACE));
  }

  private void run(Service service) throws IOException {
    List<String> command = new ArrayList<>(List.of(artifacts.java()));
    command.addAll(service.migratingFlags());
    command.addAll(List.of("-jar", artifacts.service(service).toString(), "migrate"));
    Path log = layout.log(service.module());
    LogTail tail = LogTail.mark(log);
    OwnedProcess process =
        OwnedProcess.start(
            new ProcessSpec(
                command,
                layout.root(),
                environment.migrate(service),
                log,
                log,
                layout.identity(service.module() + "-migrate")));
    running.add(process);
    if (stopping) {
      process.terminate(GRACE);
    }
    int code = process.exit().join();
    running.remove(process);
    if (code != 0) {
      throw new LauncherException(
          "the migration of %s failed (exit code %d); the end of %s:%s"
              .formatted(service.module(), code, log, tail.text()));
    }
  }

  /** The cluster's own identifier, the first eight bytes of its control file. */
  private String cluster() throws IOException {
    Path control = layout.postgres().resolve("global").resolve("pg_control");
    ByteBuffer identifier = ByteBuffer.allocate(Long.BYTES);
    try (FileChannel channel = FileChannel.open(control)) {
      channel.read(identifier);
    }
    return HexFormat.of().formatHex(identifier.array());
  }

  private static String read(Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      return "";
    }
  }
}

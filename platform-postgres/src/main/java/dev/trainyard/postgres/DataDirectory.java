package dev.trainyard.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** A cluster's files: made atomically, and entered only when no process works on them any more. */
record DataDirectory(Path path, PostgresAccount account, PostgresBinaries binaries) {

  private static final String MAJOR_VERSION = "17";
  private static final int READY_LINE = 7;

  /** Runs initdb into a sibling and renames it, so that a broken attempt never looks complete. */
  void create(String superuserPassword, boolean durable) {
    Path version = path.resolve("PG_VERSION");
    try {
      if (Files.exists(version)) {
        requireMajorVersion(Files.readString(version).strip());
        return;
      }
      if (Files.exists(path)) {
        requireEmpty();
      }
      Path root = path.toAbsolutePath().getParent();
      Files.createDirectories(root);
      Path partial = path.resolveSibling(path.getFileName() + ".partial");
      Trees.delete(partial);
      Files.createDirectory(
          partial,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      account.own(partial);
      initialise(partial, superuserPassword, durable);
      Files.deleteIfExists(path);
      Files.move(partial, path);
    } catch (IOException e) {
      throw new PostgresException("cannot create the database cluster in " + path, e);
    }
  }

  private void initialise(Path target, String password, boolean durable) throws IOException {
    Path passwordFile =
        Files.createTempFile(
            target.toAbsolutePath().getParent(),
            ".initdb-",
            "",
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      Files.writeString(passwordFile, password + "\n");
      account.own(passwordFile);
      List<String> command =
          new ArrayList<>(
              List.of(
                  binaries.program("initdb"),
                  "--pgdata=" + target.toAbsolutePath(),
                  "--username=" + EmbeddedPostgres.SUPERUSER,
                  "--pwfile=" + passwordFile.toAbsolutePath(),
                  "--auth=scram-sha-256",
                  "--encoding=UTF8",
                  "--locale=C",
                  "--data-checksums"));
      if (!durable) {
        command.add("--no-sync");
      }
      Command result = Command.run(account.command(command), Path.of("/"));
      if (result.exitCode() != 0) {
        throw new PostgresException("initdb failed in " + target + ":\n" + result.output());
      }
    } finally {
      Files.deleteIfExists(passwordFile);
    }
  }

  private static void requireMajorVersion(String found) {
    if (!found.equals(MAJOR_VERSION)) {
      throw new PostgresException(
          "the data directory belongs to PostgreSQL %s, this is %s: dump it with the old one first"
              .formatted(found, MAJOR_VERSION));
    }
  }

  private void requireEmpty() throws IOException {
    try (Stream<Path> entries = Files.list(path)) {
      if (entries.findAny().isPresent()) {
        throw new PostgresException(path + " is neither empty nor a PostgreSQL data directory");
      }
    }
  }

  /**
   * Waits until nothing works on the files: backends outlive a killed postmaster for moments, and a
   * pid file whose number now belongs to a stranger would block every start.
   */
  void settle(Duration patience, boolean stopLeftover) {
    Instant deadline = Instant.now().plus(patience);
    if (stopLeftover && livePostmaster().isPresent()) {
      stop("fast");
    }
    List<Long> working = processes();
    while (!working.isEmpty()) {
      if (livePostmaster().isPresent() || Instant.now().isAfter(deadline)) {
        throw new PostgresException(
            "another PostgreSQL (process %d) works on %s".formatted(working.getFirst(), path));
      }
      pause();
      working = processes();
    }
    try {
      Files.deleteIfExists(path.resolve("postmaster.pid"));
    } catch (IOException e) {
      throw new PostgresException("cannot remove the stale " + path + "/postmaster.pid", e);
    }
  }

  /** Whether the server with this process id says that it takes connections. */
  boolean ready(long pid) {
    List<String> lines = pidFile();
    return lines.size() > READY_LINE
        && lines.getFirst().strip().equals(Long.toString(pid))
        && lines.get(READY_LINE).strip().equals("ready");
  }

  /** Asks the server to stop in the given mode and waits for its end. */
  boolean stop(String mode) {
    return Command.run(account.command(stopCommand(mode)), Path.of("/")).exitCode() == 0;
  }

  /** The command that stops the server of this directory. */
  List<String> stopCommand(String mode) {
    return List.of(
        binaries.program("pg_ctl"),
        "--pgdata=" + path.toAbsolutePath(),
        "--mode=" + mode,
        "--timeout=60",
        "--wait",
        "stop");
  }

  private OptionalLong livePostmaster() {
    List<String> lines = pidFile();
    if (lines.isEmpty() || !lines.getFirst().strip().matches("\\d{1,10}")) {
      return OptionalLong.empty();
    }
    long pid = Long.parseLong(lines.getFirst().strip());
    return processes().contains(pid) ? OptionalLong.of(pid) : OptionalLong.empty();
  }

  private List<String> pidFile() {
    try {
      return Files.readAllLines(path.resolve("postmaster.pid"));
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      throw new PostgresException("cannot read " + path + "/postmaster.pid", e);
    }
  }

  /** Postmaster and backends all have the data directory as their working directory. */
  private List<Long> processes() {
    try {
      Path real = path.toRealPath();
      return ProcessHandle.allProcesses()
          .filter(handle -> worksIn(handle, real))
          .map(ProcessHandle::pid)
          .toList();
    } catch (IOException e) {
      throw new PostgresException("cannot resolve " + path, e);
    }
  }

  private static boolean worksIn(ProcessHandle handle, Path directory) {
    try {
      Path proc = Path.of("/proc", Long.toString(handle.pid()));
      return Files.readSymbolicLink(proc.resolve("cwd")).equals(directory)
          && Files.readString(proc.resolve("comm")).startsWith("postgres");
    } catch (IOException | SecurityException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while waiting for old backends", e);
    }
  }
}

package dev.trainyard.postgres;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Starts the postmaster, waits until it takes connections, and sets a guardian beside it. */
record PostgresProcess(DataDirectory cluster, Path log, Duration patience) {

  private static final int LOG_TAIL_BYTES = 4096;

  /** Reads its input to the end, which comes at the latest when this process dies, then stops. */
  private static final String GUARDIAN =
      "while read -r _; do :; done; \"$@\" >/dev/null 2>&1; [ -z \"$0\" ] || rm -rf -- \"$0\"";

  /** Starts the postmaster; a failure carries the lines that it wrote to its log. */
  Process start(List<String> arguments) throws PortTakenException {
    List<String> command = new ArrayList<>();
    command.add(cluster.binaries().program("postgres"));
    command.add("-D");
    command.add(cluster.path().toString());
    command.addAll(arguments);
    try {
      Files.createDirectories(log.getParent());
      long before = Files.exists(log) ? Files.size(log) : 0;
      Process server =
          new ProcessBuilder(detached(cluster.account().command(command)))
              .directory(Path.of("/").toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
              .start();
      awaitReady(server, before);
      return server;
    } catch (IOException e) {
      throw new PostgresException("cannot start PostgreSQL: " + e.getMessage(), e);
    }
  }

  /** Starts the process that stops the server, and removes a temporary root, after our death. */
  Process guard(Path temporaryRoot) {
    List<String> command = new ArrayList<>(List.of("sh", "-c", GUARDIAN));
    command.add(temporaryRoot == null ? "" : temporaryRoot.toString());
    command.addAll(cluster.account().command(cluster.stopCommand("fast")));
    try {
      return new ProcessBuilder(detached(command))
          .directory(Path.of("/").toFile())
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      cluster.stop("fast");
      throw new PostgresException("cannot start PostgreSQL's guardian: " + e.getMessage(), e);
    }
  }

  private void awaitReady(Process server, long logStart) throws IOException, PortTakenException {
    Instant deadline = Instant.now().plus(patience);
    try {
      while (!cluster.ready(server.pid())) {
        if (server.waitFor(25, TimeUnit.MILLISECONDS)) {
          throw failure(logLines(logStart));
        }
        if (Instant.now().isAfter(deadline)) {
          server.destroyForcibly();
          throw new PostgresException(
              "PostgreSQL did not take connections within %d s; see %s"
                  .formatted(patience.toSeconds(), log));
        }
      }
    } catch (InterruptedException e) {
      server.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new PostgresException("interrupted while PostgreSQL started", e);
    }
  }

  private static PostgresException failure(String lines) throws PortTakenException {
    if (lines.contains("Address already in use")) {
      throw new PortTakenException(lines);
    }
    return new PostgresException("PostgreSQL did not start:\n" + lines);
  }

  private String logLines(long start) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(start, file.length() - LOG_TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8).strip();
    }
  }

  /** A session of its own, so that Ctrl-C in a terminal reaches only the owner. */
  private static List<String> detached(List<String> command) {
    if (!Files.isExecutable(Path.of("/usr/bin/setsid"))) {
      return command;
    }
    List<String> all = new ArrayList<>(List.of("/usr/bin/setsid"));
    all.addAll(command);
    return all;
  }
}

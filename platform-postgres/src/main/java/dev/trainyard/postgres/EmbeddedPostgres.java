package dev.trainyard.postgres;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A running PostgreSQL 17 on 127.0.0.1 with password authentication; it stops when closed and also
 * when this Java process dies without closing it.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  /** The name of the superuser. */
  public static final String SUPERUSER = "postgres";

  private final DataDirectory directory;
  private final Process server;
  private final Process guardian;
  private final int port;
  private final String superuserPassword;
  private final Path temporaryRoot;

  EmbeddedPostgres(
      DataDirectory directory,
      Process server,
      Process guardian,
      int port,
      String superuserPassword,
      Path temporaryRoot) {
    this.directory = directory;
    this.server = server;
    this.guardian = guardian;
    this.port = port;
    this.superuserPassword = superuserPassword;
    this.temporaryRoot = temporaryRoot;
  }

  /** Starts describing a server. */
  public static EmbeddedPostgresBuilder builder() {
    return new EmbeddedPostgresBuilder();
  }

  /** The TCP port on 127.0.0.1. */
  public int port() {
    return port;
  }

  /** The superuser's password. */
  public String superuserPassword() {
    return superuserPassword;
  }

  /** The JDBC address of a database, without credentials. */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
  }

  /** The postmaster's process id. */
  public long pid() {
    return server.pid();
  }

  /** The directory of the cluster. */
  public Path dataDirectory() {
    return directory.path();
  }

  /** Whether the postmaster lives. */
  public boolean isAlive() {
    return server.isAlive();
  }

  /** Completes with the exit code when the postmaster ends for whatever reason. */
  public CompletableFuture<Integer> onExit() {
    return server.onExit().thenApply(Process::exitValue);
  }

  /** Stops fast: open transactions are rolled back, everything committed is kept. */
  @Override
  public void close() {
    if (server.isAlive() && !directory.stop("fast") && server.isAlive()) {
      directory.stop("immediate");
    }
    try {
      if (!server.waitFor(10, TimeUnit.SECONDS)) {
        server.destroyForcibly();
      }
      guardian.destroyForcibly();
      if (temporaryRoot != null) {
        Trees.delete(temporaryRoot);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw new PostgresException("cannot remove the temporary directory " + temporaryRoot, e);
    }
  }
}

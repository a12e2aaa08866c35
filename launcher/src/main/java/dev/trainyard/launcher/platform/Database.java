package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.postgres.PostgresException;
import dev.trainyard.runtime.process.RestartBackoff;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The database server with a database per service; comes back by itself when it dies. */
final class Database {

  static final String NAME = "postgres";

  private static final int APP_CONNECTIONS = 40;

  private final Layout layout;
  private final ServiceSecrets secrets;
  private final int port;
  private final Progress progress;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private EmbeddedPostgres server;
  private int restarts;

  Database(Layout layout, ServiceSecrets secrets, int port, Progress progress) {
    this.layout = layout;
    this.secrets = secrets;
    this.port = port;
    this.progress = progress;
  }

  /** Starts the server, brings databases and roles up to date, and watches it from then on. */
  void start() {
    EmbeddedPostgres started = open();
    DatabaseProvisioner provisioner = DatabaseProvisioner.of(started);
    for (Service service : Service.values()) {
      if (service.hasDatabase()) {
        provisioner.provision(
            new DatabaseSpec(
                service.id(),
                secrets.migratorPassword(service),
                secrets.appPassword(service),
                APP_CONNECTIONS));
      }
    }
    Thread.ofVirtual().name("database-watch").start(this::watch);
  }

  /** Stops the server for good. */
  void stop() {
    stopping.countDown();
    synchronized (this) {
      if (server != null) {
        server.close();
      }
    }
    RunFiles.of(layout).remove(NAME);
  }

  private synchronized EmbeddedPostgres open() {
    if (stopping.getCount() == 0) {
      throw new LauncherException("the platform is stopping");
    }
    try {
      server =
          EmbeddedPostgres.builder()
              .dataDirectory(layout.postgres())
              .superuserPassword(secrets.superuserPassword())
              .port(port)
              .logFile(layout.log(NAME))
              .stopLeftover()
              .setting("max_connections", "220")
              .setting("max_wal_size", "512MB")
              .setting("log_line_prefix", "%m [%p] %u@%d ")
              .start();
    } catch (PostgresException e) {
      throw new LauncherException(e.getMessage(), e);
    }
    RunFiles.of(layout)
        .write(
            new RunFiles.Child(
                NAME, "ready", server.pid(), port, 0, Instant.now().toString(), restarts));
    return server;
  }

  private void watch() {
    RestartBackoff backoff = RestartBackoff.none();
    while (stopping.getCount() > 0) {
      Stopwatch run = Stopwatch.start();
      current().onExit().join();
      if (stopping.getCount() == 0) {
        return;
      }
      restarts++;
      backoff = backoff.afterRunOf(run.elapsed());
      progress.say(
          "database  ended unexpectedly; starting again in %d s"
              .formatted(backoff.delay().toSeconds()));
      try {
        if (stopping.await(backoff.delay().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        open();
        progress.say("database  ready again");
      } catch (LauncherException e) {
        progress.say("database  " + e.getMessage());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private synchronized EmbeddedPostgres current() {
    return server;
  }
}

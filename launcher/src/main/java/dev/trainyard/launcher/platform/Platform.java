package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.data.SecretStore;
import dev.trainyard.runtime.process.ProcessSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The whole platform on one machine. Starts in the order of dependence: database, auth-service, the
 * three services that verify its tokens, the gateway; stops the other way round.
 */
public final class Platform {

  private static final Duration GRACE = Duration.ofSeconds(25);
  private static final List<Service> MIDDLE =
      List.of(Service.DATASET, Service.MODEL, Service.TRAINING);

  private final Layout layout;
  private final Topology topology;
  private final Progress progress;
  private final ServiceSecrets secrets;
  private final Database database;
  private final Migrations migrations;
  private final Map<Service, ServiceRunner> runners = new EnumMap<>(Service.class);
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private boolean stopped;

  /** Describes the platform on a data directory that the caller holds; nothing starts yet. */
  public Platform(DataDirectory directory, Artifacts artifacts, int port, Progress progress) {
    this.layout = directory.layout();
    this.topology = Topology.choose(port, new Ports());
    this.progress = progress;
    this.secrets = new ServiceSecrets(new SecretStore(layout));
    ServiceEnvironment environment = new ServiceEnvironment(layout, topology, secrets, artifacts);
    this.database = new Database(layout, secrets, topology.databasePort(), progress);
    this.migrations = new Migrations(layout, artifacts, environment);
    for (Service service : Service.values()) {
      runners.put(
          service,
          new ServiceRunner(
              service,
              spec(service, artifacts, environment),
              topology.of(service),
              layout,
              progress));
    }
  }

  /** The address that people use. */
  public String origin() {
    return topology.origin();
  }

  /** What the launcher asks auth-service. */
  public AuthClient auth() {
    return new AuthClient(layout, topology.of(Service.AUTH).port());
  }

  /**
   * Starts everything and returns when everything is ready.
   *
   * @throws LauncherException when something does not start; the caller stops the rest
   */
  public void start() {
    prepare();
    Stopwatch watch = Stopwatch.start();
    database.start();
    progress.say("database          PostgreSQL ready          " + watch);
    CompletableFuture<Void> auth =
        run(() -> migrate(Service.AUTH)).thenRunAsync(() -> serve(Service.AUTH), threads);
    CompletableFuture<?>[] middle =
        MIDDLE.stream()
            .map(
                service ->
                    CompletableFuture.allOf(run(() -> migrate(service)), auth)
                        .thenRunAsync(() -> serve(service), threads))
            .toArray(CompletableFuture<?>[]::new);
    try {
      CompletableFuture.allOf(middle).thenRunAsync(() -> serve(Service.GATEWAY), threads).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LauncherException known) {
        throw known;
      }
      throw e;
    }
  }

  /** Stops everything, the entrance first and the database last; once. */
  public synchronized void stop() {
    if (stopped) {
      return;
    }
    stopped = true;
    migrations.stop();
    List<List<Service>> order = List.of(List.of(Service.GATEWAY), MIDDLE, List.of(Service.AUTH));
    for (List<Service> together : order) {
      CompletableFuture.allOf(
              together.stream()
                  .map(service -> run(() -> runners.get(service).stop(GRACE)))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    }
    database.stop();
    RunFiles.of(layout).remove("launcher");
  }

  private void prepare() {
    secrets.prepare();
    try {
      for (Service service : MIDDLE) {
        DataDirectory.createPrivate(layout.blobs(service.id()));
        DataDirectory.createPrivate(layout.work(service.id()));
      }
    } catch (IOException e) {
      throw new LauncherException("cannot make a directory: " + e, e);
    }
  }

  private void migrate(Service service) {
    Stopwatch watch = Stopwatch.start();
    if (migrations.apply(service)) {
      progress.say("%-17s database migrated         %s".formatted(service.module(), watch));
    }
  }

  private void serve(Service service) {
    Stopwatch watch = Stopwatch.start();
    runners.get(service).start();
    progress.say("%-17s ready                     %s".formatted(service.module(), watch));
  }

  private CompletableFuture<Void> run(Runnable step) {
    return CompletableFuture.runAsync(step, threads);
  }

  private ProcessSpec spec(Service service, Artifacts artifacts, ServiceEnvironment environment) {
    List<String> command = new ArrayList<>(List.of(artifacts.java()));
    command.addAll(service.servingFlags());
    command.addAll(List.of("-jar", artifacts.service(service).toString()));
    Path log = layout.log(service.module());
    return new ProcessSpec(
        command,
        layout.root(),
        environment.serve(service),
        log,
        log,
        layout.identity(service.module()));
  }
}

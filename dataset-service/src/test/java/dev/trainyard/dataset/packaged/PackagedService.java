package dev.trainyard.dataset.packaged;

import static org.awaitility.Awaitility.await;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.testing.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The jar as it ships, in a process of its own with a small heap, on a durable database. */
final class PackagedService {

  private static final DatabaseSpec DATABASE =
      new DatabaseSpec("dataset", "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 40);
  private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();

  private final Path directory;
  private final Path blobs;
  private final UnaryOperator<List<String>> around;
  private final int port = freePort();
  private final int management = freePort();
  private final HttpClient http = HttpClient.newHttpClient();
  private EmbeddedPostgres postgres;
  private Process process;

  /** Provisions the database, but does not start the service yet. */
  PackagedService(Path directory, Path blobs) {
    this(directory, blobs, command -> command);
  }

  /**
   * Provisions the database, but does not start the service yet.
   *
   * @param around makes the command that is run of the service's own
   */
  PackagedService(Path directory, Path blobs, UnaryOperator<List<String>> around) {
    this.directory = directory;
    this.blobs = blobs;
    this.around = around;
    startDatabase();
    DatabaseProvisioner.of(postgres).provision(DATABASE);
  }

  void startDatabase() {
    var builder =
        EmbeddedPostgres.builder()
            .dataDirectory(directory.resolve("postgres"))
            .superuserPassword("of-tests");
    postgres = (postgres == null ? builder : builder.port(postgres.port())).start();
  }

  void stopDatabase() {
    postgres.close();
  }

  /** Starts the service and waits until it is ready. */
  void start() throws IOException {
    Path jwks = Files.writeString(directory.resolve("jwks.json"), Tokens.jwks());
    var builder =
        new ProcessBuilder(
            around.apply(
                List.of(
                    ProcessHandle.current().info().command().orElse("java"),
                    "-Xmx128m",
                    "-XX:+UseSerialGC",
                    "-XX:+ExitOnOutOfMemoryError",
                    "-jar",
                    JAR.toString())));
    builder
        .environment()
        .putAll(
            Map.ofEntries(
                Map.entry("QUARKUS_HTTP_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_HTTP_PORT", String.valueOf(port)),
                Map.entry("QUARKUS_MANAGEMENT_HOST", "127.0.0.1"),
                Map.entry("QUARKUS_MANAGEMENT_PORT", String.valueOf(management)),
                Map.entry("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(DATABASE.name())),
                Map.entry("QUARKUS_DATASOURCE_USERNAME", DATABASE.app()),
                Map.entry("QUARKUS_DATASOURCE_PASSWORD", DATABASE.appPassword()),
                Map.entry("TRAINYARD_DATA_MIGRATOR_USERNAME", DATABASE.migrator()),
                Map.entry("TRAINYARD_DATA_MIGRATOR_PASSWORD", DATABASE.migratorPassword()),
                Map.entry("TRAINYARD_DATA_OWNER_ROLE", DATABASE.owner()),
                Map.entry("MP_JWT_VERIFY_PUBLICKEY_LOCATION", jwks.toUri().toString()),
                Map.entry("TRAINYARD_BLOBS_DIRECTORY", blobs.toString()),
                Map.entry("TRAINYARD_BLOBS_RESERVE_BYTES", "1048576"),
                Map.entry("TRAINYARD_UPLOADS_LEASE", "PT2S")));
    builder
        .redirectErrorStream(true)
        .redirectOutput(
            ProcessBuilder.Redirect.appendTo(Path.of("target/packaged-service.log").toFile()));
    process = builder.start();
    await().atMost(Duration.ofSeconds(90)).until(() -> status("/health/ready") == 200);
  }

  /** SIGKILL, and waits until the process is gone. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Status of a path on the management port, or 0 when nothing listens there. */
  int status(String path) {
    try {
      return http.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + management + path))
                  .timeout(Duration.ofSeconds(20))
                  .build(),
              BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
        .timeout(Duration.ofMinutes(3))
        .header("Tus-Resumable", "1.0.0")
        .header("Authorization", "Bearer " + Tokens.user("ada").sign());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    return send(request, BodyHandlers.ofString());
  }

  <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return http.send(request.build(), handler);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> json(String method, String path, String body) throws IOException {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body)));
  }

  long pid() {
    return process.pid();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Largest resident set of the process so far, in KiB. */
  long peakResidentKiB() throws IOException {
    return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
        .filter(line -> line.startsWith("VmHWM"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void close() throws InterruptedException {
    http.close();
    if (process != null) {
      kill();
    }
    postgres.close();
  }
}

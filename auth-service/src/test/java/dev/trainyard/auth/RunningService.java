package dev.trainyard.auth;

import static io.restassured.RestAssured.given;

import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged jar as a process of its own, configured as the launcher configures it. */
final class RunningService implements AutoCloseable {

  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");

  private final Process process;
  private final Path log;
  private final int port;
  private final int managementPort;

  private RunningService(Process process, Path log, int port, int managementPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.managementPort = managementPort;
  }

  /** Settings that reach a database as the role of the running service. */
  static Map<String, String> database(EmbeddedPostgres postgres, DatabaseSpec spec) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(spec.name()));
    settings.put("quarkus.datasource.username", spec.app());
    settings.put("quarkus.datasource.password", spec.appPassword());
    return settings;
  }

  /** Settings of the migrator. */
  static Map<String, String> migrator(DatabaseSpec spec) {
    return Map.of(
        "trainyard.data.migrator.username", spec.migrator(),
        "trainyard.data.migrator.password", spec.migratorPassword(),
        "trainyard.data.owner-role", spec.owner());
  }

  /** Starts the service; the settings stand in a directory with a file for each. */
  static RunningService start(Map<String, String> settings, String... arguments) {
    try {
      Path directory = Files.createTempDirectory("auth-settings");
      int port = freePort();
      int managementPort = freePort();
      Map<String, String> all = new HashMap<>(settings);
      all.put("quarkus.http.port", String.valueOf(port));
      all.put("quarkus.http.host", "127.0.0.1");
      all.put("quarkus.management.port", String.valueOf(managementPort));
      all.put("quarkus.management.host", "127.0.0.1");
      for (Map.Entry<String, String> setting : all.entrySet()) {
        Files.writeString(directory.resolve(setting.getKey()), setting.getValue());
      }
      Path log = Files.createTempFile("auth-service", ".log");
      List<String> command = new ArrayList<>(List.of(java(), "-Xmx256m", "-jar", JAR.toString()));
      command.addAll(List.of(arguments));
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.redirectOutput(log.toFile());
      builder.environment().put("SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS", directory.toString());
      return new RunningService(builder.start(), log, port, managementPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  RequestSpecification api() {
    return given().baseUri("http://127.0.0.1").port(port).contentType("application/json");
  }

  RequestSpecification management() {
    return given().baseUri("http://127.0.0.1").port(managementPort);
  }

  /** Status of a health route, 0 while nobody listens. */
  int health(String route) {
    try {
      return management().get("/health" + route).statusCode();
    } catch (RuntimeException e) {
      return 0;
    } catch (Exception e) {
      // REST Assured throws the checked ConnectException without declaring it.
      return 0;
    }
  }

  /** Waits for the process to end by itself. */
  int exitCode() {
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS)) {
        throw new AssertionError("The process still runs:\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  String output() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process as a crash does. */
  void kill() {
    process.destroyForcibly().onExit().join();
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

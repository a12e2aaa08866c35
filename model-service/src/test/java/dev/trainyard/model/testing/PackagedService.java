package dev.trainyard.model.testing;

import static org.awaitility.Awaitility.await;

import dev.trainyard.postgres.DatabaseProvisioner;
import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import dev.trainyard.testing.Tokens;
import io.restassured.RestAssured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The service as it ships, {@code java -jar}, with a directory that outlives its runs. */
public final class PackagedService {

  private static final DatabaseSpec DATABASE =
      new DatabaseSpec("trainyard", "migrator-of-tests-8Qv2", "app-of-tests-5Rk9Zw", 60);
  private static final Path JAR =
      Path.of("target", "quarkus-app", "quarkus-run.jar").toAbsolutePath();
  private static final Path INFERENCE =
      Path.of("..", "inference-server", "target", "inference-server", "inference-server.jar")
          .toAbsolutePath()
          .normalize();
  private static final Pattern PORT = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Pattern MANAGEMENT =
      Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private final Path directory;
  private final String name;
  private final Path jwks;
  private Process process;
  private int runs;

  /**
   * An instance of the service.
   *
   * @param directory shared by all instances
   * @param name of this instance, for what is its own
   */
  public PackagedService(Path directory, String name) throws IOException {
    this.directory = directory;
    this.name = name;
    this.jwks = Files.writeString(directory.resolve(name + "-jwks.json"), Tokens.jwks());
  }

  /** Makes the roles and the database that the service expects. */
  public static void provision(EmbeddedPostgres postgres) {
    DatabaseProvisioner.of(postgres).provision(DATABASE);
  }

  /** Starts a run and points REST Assured at it; waits until it listens. */
  public void start(EmbeddedPostgres postgres) throws IOException {
    runs++;
    List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx256m", "-XX:+UseSerialGC"));
    settings(postgres).forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", JAR.toString()));
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log().toFile())
            .start();
    await().atMost(PATIENCE).until(() -> port(PORT) > 0 && port(MANAGEMENT) > 0);
    use();
  }

  /** Points REST Assured at this instance. */
  public void use() throws IOException {
    RestAssured.baseURI = "http://127.0.0.1";
    RestAssured.port = port(PORT);
  }

  public int managementPort() throws IOException {
    return port(MANAGEMENT);
  }

  /** As {@code kill -9} does. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** As an orderly shutdown does. */
  public void end() throws InterruptedException {
    if (process != null) {
      process.destroy();
      process.waitFor();
    }
  }

  private Map<String, String> settings(EmbeddedPostgres postgres) {
    Map<String, String> settings = new HashMap<>();
    settings.put("quarkus.http.host", "127.0.0.1");
    settings.put("quarkus.http.port", "0");
    settings.put("quarkus.management.host", "127.0.0.1");
    settings.put("quarkus.management.port", "0");
    settings.put("mp.jwt.verify.publickey.location", jwks.toUri().toString());
    settings.put("quarkus.datasource.jdbc.url", postgres.jdbcUrl(DATABASE.name()));
    settings.put("quarkus.datasource.jdbc.acquisition-timeout", "2S");
    settings.put("quarkus.datasource.username", DATABASE.app());
    settings.put("quarkus.datasource.password", DATABASE.appPassword());
    settings.put("trainyard.data.migrator.username", DATABASE.migrator());
    settings.put("trainyard.data.migrator.password", DATABASE.migratorPassword());
    settings.put("trainyard.data.owner-role", DATABASE.owner());
    settings.put("trainyard.clients.gateway.secret", "secret-of-the-gateway");
    settings.put("trainyard.deployments.lease-duration", "PT5S");
    settings.put("trainyard.blobs.directory", directory.resolve("blobs").toString());
    settings.put(
        "trainyard.deployments.work-directory", directory.resolve(name + "-work").toString());
    settings.put(
        "trainyard.deployments.inference-command",
        String.join(
            ",",
            JAVA,
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-jar",
            INFERENCE.toString()));
    return settings;
  }

  private Path log() {
    return directory.resolve(name + "-" + runs + ".log");
  }

  private int port(Pattern pattern) throws IOException {
    if (!process.isAlive()) {
      throw new IllegalStateException("the service ended: " + Files.readString(log()));
    }
    Matcher matcher = pattern.matcher(Files.readString(log()));
    return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
  }
}

package dev.trainyard.training.testing;

import dev.trainyard.postgres.DatabaseSpec;
import dev.trainyard.postgres.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The packaged service as a process of its own, which a test may kill. */
public final class PackagedService implements AutoCloseable {

  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final Duration START = Duration.ofSeconds(90);

  private static final Pattern LISTENING = Pattern.compile("Listening on: http://[^:]+:(\\d+)");
  private static final Pattern MANAGEMENT =
      Pattern.compile("Management interface listening on http://[^:]+:(\\d+)");

  private final Process process;
  private final int port;
  private final int managementPort;

  private PackagedService(Process process, Path log) throws InterruptedException {
    this.process = process;
    long deadline = System.nanoTime() + START.toNanos();
    this.port = port(LISTENING, log, deadline);
    this.managementPort = port(MANAGEMENT, log, deadline);
    while (health("/health/ready") != 200) {
      pause(deadline);
    }
  }

  /** Starts {@code java -jar} and waits until it is ready. */
  public static PackagedService start(Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("quarkus.http.host", "127.0.0.1");
    all.put("quarkus.http.port", "0");
    all.put("quarkus.management.host", "127.0.0.1");
    all.put("quarkus.management.port", "0");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    all.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.addAll(List.of("-jar", "target/quarkus-app/quarkus-run.jar"));
    Path log = Files.createTempFile(Path.of("target"), "packaged-service", ".log");
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    return new PackagedService(process, log);
  }

  /** The settings of a database of the embedded server, with the right to migrate. */
  public static Map<String, String> database(EmbeddedPostgres postgres, DatabaseSpec spec) {
    return Map.of(
        "quarkus.datasource.jdbc.url", postgres.jdbcUrl(spec.name()),
        "quarkus.datasource.username", spec.app(),
        "quarkus.datasource.password", spec.appPassword(),
        "trainyard.data.migrator.username", spec.migrator(),
        "trainyard.data.migrator.password", spec.migratorPassword(),
        "trainyard.data.owner-role", spec.owner());
  }

  public int port() {
    return port;
  }

  /** Kills it as a loss of power would. */
  public void kill() {
    close();
  }

  /** Ends it politely; returns the exit code. */
  public int stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("the service does not end");
    }
    return process.exitValue();
  }

  /** The status of a path on the management port, 0 when it does not answer. */
  public int health(String path) throws InterruptedException {
    try {
      return HTTP.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + managementPort + path))
                  .timeout(Duration.ofSeconds(30))
                  .build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException e) {
      return 0;
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
  }

  /** The system chose the port; the log says which. */
  private int port(Pattern pattern, Path log, long deadline) throws InterruptedException {
    while (true) {
      Matcher matcher = pattern.matcher(text(log));
      if (matcher.find()) {
        return Integer.parseInt(matcher.group(1));
      }
      pause(deadline);
    }
  }

  private void pause(long deadline) throws InterruptedException {
    if (!process.isAlive() || System.nanoTime() > deadline) {
      close();
      throw new AssertionError("the service does not start; see its log in target/");
    }
    Thread.sleep(100);
  }

  private static String text(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

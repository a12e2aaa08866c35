package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * One more process of a service of a running platform, with the very settings of the one that the
 * launcher started, on ports of its own: the same database, the same files, the same keys.
 */
final class Replica implements AutoCloseable {

  private static final HttpClient PROBE =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private final List<String> command;
  private final Map<String, String> environment = new HashMap<>();
  private final Path log;
  private final int port;
  private final URI ready;
  private Process process;

  /**
   * @param service as the launcher calls it
   * @param more settings that differ from those of the launcher's own
   */
  Replica(RunningPlatform platform, String service, String name, Map<String, String> more)
      throws IOException {
    long pid = pid(platform.data(), service);
    command =
        List.of(Files.readString(Path.of("/proc", pid + "", "cmdline")).strip().split("\0", -1))
            .stream()
            .filter(part -> !part.isEmpty())
            .toList();
    String variables =
        Files.readString(Path.of("/proc", pid + "", "environ"), StandardCharsets.UTF_8);
    for (String variable : variables.split("\0", -1)) {
      int equals = variable.indexOf('=');
      if (equals > 0) {
        environment.put(variable.substring(0, equals), variable.substring(equals + 1));
      }
    }
    port = freePort();
    int management = freePort();
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(management));
    environment.putAll(more);
    log = platform.data().resolve("logs").resolve(name + ".log");
    ready = URI.create("http://127.0.0.1:" + management + "/health/ready");
  }

  /** Starts it, and returns when it is ready. */
  void start() throws IOException {
    var builder = new ProcessBuilder(command);
    builder.environment().clear();
    builder.environment().putAll(environment);
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Waiting.until(log.toString(), Duration.ofMinutes(2), this::isReady, ready -> ready);
  }

  /** Asks it to stop, as an orchestrator does, and waits for its end. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new JourneyException(log + " does not stop");
    }
  }

  /** As when its machine loses power. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  boolean isReady() {
    try {
      HttpRequest request = HttpRequest.newBuilder(ready).timeout(Duration.ofSeconds(5)).build();
      return process.isAlive()
          && PROBE.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  private static long pid(Path data, String service) throws IOException {
    JsonNode record =
        Platform.JSON.readTree(data.resolve("run").resolve(service + ".json").toFile());
    return record.get("pid").asLong();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

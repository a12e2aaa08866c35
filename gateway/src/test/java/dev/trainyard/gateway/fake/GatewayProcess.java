package dev.trainyard.gateway.fake;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.awaitility.Awaitility;

/** The packaged gateway as a process of its own. */
public final class GatewayProcess implements AutoCloseable {

  private final Map<String, String> settings;
  private final Path log;
  private final String scheme;
  private final int port;
  private final HttpClient probe =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private Process process;

  /**
   * @param settings by key; the port is added
   */
  public GatewayProcess(Map<String, String> settings, Path log) throws IOException {
    this(settings, log, "http");
  }

  public GatewayProcess(Map<String, String> settings, Path log, String scheme) throws IOException {
    this.scheme = scheme;
    this.settings = Map.copyOf(settings);
    this.log = log;
    this.port = freePort();
  }

  /** Starts it, and returns when it serves. */
  public void start() throws IOException {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-jar",
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath().toString());
    Map<String, String> environment = builder.environment();
    settings.forEach((key, value) -> environment.put(variable(key), value));
    environment.put("TRAINYARD_GATEWAY_LISTEN_PORT", Integer.toString(port));
    process =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Awaitility.await().atMost(90, SECONDS).until(this::isReady);
  }

  /** Asks it to stop, as an orchestrator does. */
  public Process stop() {
    process.destroy();
    return process;
  }

  public boolean isReady() {
    try {
      if (!scheme.equals("http")) {
        // Nobody vouches for a certificate of a test; that it listens will do.
        new Socket(InetAddress.getLoopbackAddress(), port).close();
        return true;
      }
      HttpRequest request = HttpRequest.newBuilder(uri("/health/ready")).build();
      return probe.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  public URI uri(String path) {
    return URI.create(scheme + "://127.0.0.1:" + port + path);
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
    probe.close();
  }

  private static String variable(String key) {
    return key.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}

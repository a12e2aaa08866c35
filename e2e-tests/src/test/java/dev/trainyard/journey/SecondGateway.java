package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Another gateway before the services of a running platform, as a second replica is. */
final class SecondGateway implements AutoCloseable {

  private static final Map<String, String> SERVICES =
      Map.of(
          "AUTH", "auth-service",
          "MODEL", "model-service",
          "DATASET", "dataset-service",
          "TRAINING", "training-service");

  private final Process process;
  private final URI origin;

  private SecondGateway(Process process, URI origin) {
    this.process = process;
    this.origin = origin;
  }

  /** Starts it, and returns when it serves. */
  static SecondGateway before(RunningPlatform platform) throws IOException {
    int port = freePort();
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx96m",
            "-XX:+UseSerialGC",
            "-jar",
            Path.of("..", "gateway", "target", "quarkus-app", "quarkus-run.jar").toString());
    Map<String, String> environment = builder.environment();
    environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    environment.put("QUARKUS_HTTP_PORT", Integer.toString(port));
    environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
    environment.put("QUARKUS_MANAGEMENT_PORT", "0");
    environment.put("TRAINYARD_PUBLIC_URL", platform.anonymous().origin().toString());
    environment.put("TRAINYARD_CLIENT_NAME", "gateway");
    environment.put("TRAINYARD_AUTH_COOKIE_SECURE", "false");
    environment.put(
        "SMALLRYE_CONFIG_SOURCE_FILE_LOCATIONS",
        platform.data().resolve("secrets").resolve("gateway").toString());
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      environment.put(
          "TRAINYARD_GATEWAY_UPSTREAMS_" + service.getKey(),
          address(platform.data(), service.getValue()));
    }
    Path log = platform.data().resolve("logs").resolve("second-gateway.log");
    Process process = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start();
    var second = new SecondGateway(process, URI.create("http://127.0.0.1:" + port));
    try {
      Waiting.until(
          "the second gateway",
          Duration.ofMinutes(2),
          () -> Platform.at(second.origin).get("/health/ready"),
          health -> health.get("status").asText().equals("UP"));
    } catch (RuntimeException e) {
      second.close();
      throw e;
    }
    return second;
  }

  URI origin() {
    return origin;
  }

  private static String address(Path data, String service) throws IOException {
    JsonNode record =
        Platform.JSON.readTree(data.resolve("run").resolve(service + ".json").toFile());
    return "http://127.0.0.1:" + record.get("port").asInt();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}

package dev.trainyard.model.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Gives the service directories of its own, the small inference server, and a gateway to trust. */
public class ModelTestResource implements QuarkusTestResourceLifecycleManager {

  public static final String GATEWAY = "gateway:secret-of-the-gateway";

  private Path directory;

  @Override
  public Map<String, String> start() {
    try {
      directory = Files.createTempDirectory("trainyard-model-test-");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, String> settings = new HashMap<>();
    settings.put("trainyard.clients.gateway.secret", "secret-of-the-gateway");
    settings.put("trainyard.blobs.directory", directory.resolve("blobs").toString());
    settings.put("trainyard.deployments.work-directory", directory.resolve("work").toString());
    settings.put("trainyard.deployments.inference-command", inferenceCommand());
    settings.put("trainyard.deployments.health-interval", "PT0.5S");
    settings.put("trainyard.deployments.max-deployments", "200");
    settings.put("trainyard.deployments.max-replicas", "40");
    return settings;
  }

  /** The command as the configuration wants it: a list with commas. */
  public static String inferenceCommand() {
    return String.join(
        ",",
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx48m",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        OipServer.class.getName());
  }

  @Override
  public void stop() {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

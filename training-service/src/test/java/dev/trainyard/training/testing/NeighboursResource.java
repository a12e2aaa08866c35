package dev.trainyard.training.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The neighbours and the trainer of the service under test, with short times. */
public class NeighboursResource implements QuarkusTestResourceLifecycleManager {

  private FakePlatform platform;

  @Override
  public Map<String, String> start() {
    try {
      platform = new FakePlatform();
      Path work = Files.createTempDirectory("trainyard-training");
      return settings(platform.url(), work);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (platform != null) {
      platform.close();
    }
  }

  /** What a service needs to work with the fakes and the scripted trainer. */
  public static Map<String, String> settings(String url, Path work) {
    return Map.ofEntries(
        Map.entry("trainyard.auth.url", url),
        Map.entry("trainyard.dataset.url", url),
        Map.entry("trainyard.model.url", url),
        Map.entry("trainyard.client.name", "training"),
        Map.entry("trainyard.client.secret", "secret-of-training"),
        Map.entry("trainyard.training.work-directory", work.toString()),
        Map.entry("trainyard.training.trainer-command", trainer()),
        Map.entry("trainyard.training.runner-slots", "3"),
        Map.entry("trainyard.training.reserve-bytes", "1000000"),
        Map.entry("trainyard.training.grace", "PT5S"),
        Map.entry("trainyard.training.queue.poll-interval", "PT0.2S"),
        Map.entry("trainyard.training.queue.lease", "PT3S"),
        Map.entry("trainyard.training.queue.heartbeat", "PT0.5S"),
        Map.entry("trainyard.training.queue.backoff", "PT0.1S"),
        Map.entry("trainyard.training.stall-after", "PT2S"),
        Map.entry("trainyard.training.sweep-interval", "PT1S"),
        Map.entry("trainyard.training.limits.log-lines", "3000"),
        Map.entry("trainyard.training.limits.output-bytes", "25000000"),
        Map.entry("trainyard.training.feed.heartbeat", "PT1S"),
        Map.entry("trainyard.training.feed.send-timeout", "PT2S"));
  }

  private static String trainer() {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return String.join(
        ",",
        java,
        "-Xshare:auto",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-Xmx64m",
        "-cp",
        Path.of("target", "test-classes").toAbsolutePath().toString(),
        "dev.trainyard.training.testing.ScriptedTrainer");
  }
}

package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** What the build made, below the repository's root, and the Java that runs it. */
public record Artifacts(Path root) {

  /** The Java program that runs this process. */
  public String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }

  /** A service's jar. */
  public Path service(Service service) {
    return root.resolve(service.module()).resolve("target/quarkus-app/quarkus-run.jar");
  }

  /** The command that starts a trainer. */
  public List<String> trainer() {
    return program("trainer", "-Xmx1g");
  }

  /** The command that starts an inference server. */
  public List<String> inferenceServer() {
    return program("inference-server", "-Xmx256m");
  }

  /** The jar of the module that plays the newcomer's journey. */
  public Path journey() {
    return jar("e2e-tests", "journey");
  }

  /** The data that the journey uses. */
  public Path examples() {
    return root.resolve("examples").resolve("data");
  }

  /** Refuses to start on a half-made build. */
  public void requireComplete() {
    List<Path> files = new ArrayList<>();
    for (Service service : Service.values()) {
      files.add(service(service));
    }
    files.add(jar("trainer", "trainer"));
    files.add(jar("inference-server", "inference-server"));
    for (Path file : files) {
      if (!Files.isRegularFile(file)) {
        throw new LauncherException(file + " is missing: run ./trainyard build");
      }
    }
  }

  /**
   * A digest over a service's files: its own jars by content, libraries by name and size. What the
   * build generates around them differs from build to build and does not count.
   */
  public String fingerprint(Service service) {
    Path app = service(service).getParent();
    try (Stream<Path> files = Files.walk(app)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        Path name = app.relativize(file);
        if (name.startsWith("quarkus")) {
          continue;
        }
        digest.update((name + " " + Files.size(file) + "\n").getBytes(StandardCharsets.UTF_8));
        if (name.startsWith("app") || file.getFileName().toString().contains("trainyard")) {
          digest.update(Files.readAllBytes(file));
        }
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      throw new LauncherException("cannot read " + app + ": " + e, e);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java has SHA-256", e);
    }
  }

  private List<String> program(String name, String heap) {
    return List.of(
        java(),
        heap,
        "-XX:+UseSerialGC",
        "-XX:+ExitOnOutOfMemoryError",
        "--enable-native-access=ALL-UNNAMED",
        "-jar",
        jar(name, name).toString());
  }

  private Path jar(String module, String name) {
    return root.resolve(module).resolve("target").resolve(name).resolve(name + ".jar");
  }
}

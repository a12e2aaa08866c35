package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.platform.Artifacts;
import dev.trainyard.launcher.platform.AuthClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Plays the newcomer's journey against the running platform and shows its lines. */
final class Demo {

  private static final String USER = "demo";

  private final Artifacts artifacts;
  private final String origin;
  private final AuthClient auth;
  private final Path passwordFile;
  private final Journal journal;

  Demo(Artifacts artifacts, String origin, AuthClient auth, Path passwordFile, Journal journal) {
    this.artifacts = artifacts;
    this.origin = origin;
    this.auth = auth;
    this.passwordFile = passwordFile;
    this.journal = journal;
  }

  /** Returns the journey's exit code; the platform goes on whatever it is. */
  int run() {
    if (!Files.exists(artifacts.journey())) {
      throw new LauncherException(artifacts.journey() + " is missing: run ./trainyard build");
    }
    ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true);
    builder.environment().put("TRAINYARD_TOKEN", auth.operatorToken());
    auth.userToken(USER)
        .ifPresent(token -> builder.environment().put("TRAINYARD_USER_TOKEN", token));
    journal.show("");
    try {
      Process journey = builder.start();
      Thread end = Thread.ofPlatform().unstarted(journey::destroyForcibly);
      Runtime.getRuntime().addShutdownHook(end);
      try (BufferedReader lines = journey.inputReader()) {
        lines.lines().forEach(journal::show);
      }
      return journey.waitFor();
    } catch (IOException e) {
      throw new LauncherException("cannot run the demo: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LauncherException("interrupted while the demo ran", e);
    }
  }

  private List<String> command() {
    return List.of(
        artifacts.java(),
        "-Xmx128m",
        "-XX:+UseSerialGC",
        "-jar",
        artifacts.journey().toString(),
        "--url",
        origin,
        "--examples",
        artifacts.examples().toString(),
        "--password-file",
        passwordFile.toString());
  }
}

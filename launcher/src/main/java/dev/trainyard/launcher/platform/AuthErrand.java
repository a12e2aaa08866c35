package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.data.SecretStore;
import java.io.IOException;
import java.util.List;

/**
 * Runs an errand of auth-service in a process of its own, next to the running platform: what checks
 * the audit trail is not what has written it, and what replaces keys needs no credential to do so.
 */
public final class AuthErrand {

  private final Layout layout;
  private final Artifacts artifacts;

  public AuthErrand(Layout layout, Artifacts artifacts) {
    this.layout = layout;
    this.artifacts = artifacts;
  }

  /** Shows what it says and gives back its exit code. */
  public int run(String errand) throws InterruptedException {
    int database =
        RunFiles.of(layout)
            .child("postgres")
            .map(RunFiles.Child::port)
            .filter(port -> DataDirectory.isInUse(layout))
            .orElseThrow(() -> new LauncherException("Trainyard does not run on " + layout.root()));
    var secrets = new ServiceSecrets(new SecretStore(layout));
    var process =
        new ProcessBuilder(
                List.of(
                    artifacts.java(),
                    "-Xmx256m",
                    "-jar",
                    artifacts.service(Service.AUTH).toString(),
                    errand))
            .inheritIO();
    var environment = process.environment();
    environment.putAll(ServiceEnvironment.database(Service.AUTH, database));
    environment.put(ServiceEnvironment.SECRET_FILES, secrets.location(Service.AUTH));
    environment.put(ServiceEnvironment.SEAL_FILE, layout.auditSeals().toString());
    try {
      return process.start().waitFor();
    } catch (IOException e) {
      throw new LauncherException("auth-service cannot be started", e);
    }
  }
}

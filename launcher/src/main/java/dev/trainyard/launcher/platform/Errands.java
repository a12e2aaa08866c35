package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.DataDirectory;
import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import dev.trainyard.launcher.data.SecretStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Runs errands of the services in processes of their own, next to the running platform: what checks
 * the audit trails is not what has written them, and what replaces keys needs no credential to do
 * so.
 */
public final class Errands {

  private static final String VERIFY = "verify-audit";

  private final Layout layout;
  private final Artifacts artifacts;

  public Errands(Layout layout, Artifacts artifacts) {
    this.layout = layout;
    this.artifacts = artifacts;
  }

  /** Has the keys replaced; shows what is said and gives back the exit code. */
  public int replaceSigningKeys() throws InterruptedException {
    return run(Service.AUTH, "replace-signing-keys", Map.of());
  }

  /**
   * Has every service check its own trail: first auth-service, which checks the signatures of all
   * seals and writes what they state into a file, then the others, which hold it against theirs.
   *
   * @return the highest exit code
   */
  public int verifyAudit() throws InterruptedException {
    Path ends = layout.run().resolve("audit-ends.jsonl");
    int worst = run(Service.AUTH, VERIFY, Map.of(ServiceEnvironment.WRITTEN_ENDS, ends.toString()));
    for (Service service : List.of(Service.DATASET, Service.MODEL, Service.TRAINING)) {
      int code = run(service, VERIFY, Map.of(ServiceEnvironment.SEALED_ENDS, ends.toString()));
      worst = Math.max(worst, code);
    }
    return worst;
  }

  private int run(Service service, String errand, Map<String, String> further)
      throws InterruptedException {
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
                    artifacts.service(service).toString(),
                    errand))
            .inheritIO();
    var environment = process.environment();
    environment.putAll(ServiceEnvironment.database(service, database));
    environment.put(ServiceEnvironment.SECRET_FILES, secrets.location(service));
    environment.putAll(ServiceEnvironment.places(service, layout, artifacts));
    environment.put("TRAINYARD_CLIENT_NAME", service.id());
    environment.putAll(further);
    try {
      return process.start().waitFor();
    } catch (IOException e) {
      throw new LauncherException(service.module() + " cannot be started", e);
    }
  }
}

package dev.trainyard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.launcher.data.Layout;
import dev.trainyard.launcher.data.RunFiles;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher, as a process of its own, starts, watches and stops the platform. */
class LauncherTest {

  @TempDir Path directory;

  @Test
  void startsEverythingAndStopsItInOrder() throws Exception {
    // Given a first start that is ready
    try (Instance instance = Instance.prepare(directory)) {
      Process launcher = instance.up();
      assertThat(instance.get(instance.port(), "/")).isEqualTo("gateway");
      assertThat(instance.printed())
          .contains("http://127.0.0.1:" + instance.port() + "/setup#token=once");
      assertThat(lines(instance, "starts").getFirst()).isEqualTo("auth");
      assertThat(lines(instance, "starts").getLast()).isEqualTo("gateway");
      assertThat(instance.command(0, "status")).contains("postgres", "auth-service", "MiB");
      assertThat(instance.command(0, "token")).isEqualTo("hf_fake\n");
      assertThat(instance.command(0, "token", "--user", "ada")).isEqualTo("hf_ada\n");
      assertThat(instance.command(1, "token", "--user", "eve")).contains("no user eve");

      // When it is told to stop
      String answer = instance.command(0, "down");

      // Then the gateway ended first, auth-service last, and nothing runs
      assertThat(answer).contains("stopped");
      assertThat(launcher.waitFor(5, TimeUnit.SECONDS)).isTrue();
      assertThat(lines(instance, "stops").getFirst()).isEqualTo("gateway");
      assertThat(lines(instance, "stops").getLast()).isEqualTo("auth");
      assertThat(instance.data().resolve("postgres/postmaster.pid")).doesNotExist();
      assertThat(instance.command(1, "status")).contains("does not run");
      assertThat(instance.command(1, "token")).contains("does not run");
      assertThat(instance.command(0, "down")).contains("Nothing runs");
    }
  }

  @Test
  void migratesOnlyWhenTheBuildIsAnotherOne() throws Exception {
    // Given a platform that was started once
    try (Instance instance = Instance.prepare(directory)) {
      instance.up();
      instance.command(0, "down");
      assertThat(lines(instance, "migrations"))
          .containsExactlyInAnyOrder(
              "auth as auth_migrator",
              "dataset as dataset_migrator",
              "model as model_migrator",
              "training as training_migrator");

      // When only one service's build changes
      Path added = instance.root().resolve("model-service/target/quarkus-app/app/new.jar");
      Files.createDirectories(added.getParent());
      Files.writeString(added, "changed");
      Files.createFile(instance.data().resolve("has-administrator"));
      instance.up();

      // Then only that one is migrated again, and no link is printed for a known administrator
      assertThat(lines(instance, "migrations")).hasSize(5).endsWith("model as model_migrator");
      assertThat(instance.printed()).doesNotContain("setup#");
    }
  }

  @Test
  void keepsSecretsPrivateAndOutOfTheLog() throws Exception {
    // Given a running platform
    try (Instance instance = Instance.prepare(directory)) {
      instance.up();

      // When its secrets and logs are looked at
      Path secrets = instance.data().resolve("secrets");
      try (var files = Files.walk(secrets)) {
        // Then nobody else can read them, and no log holds the link
        assertThat(files)
            .allSatisfy(
                file ->
                    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .endsWith("------"));
      }
      assertThat(secrets.resolve("auth/trainyard.auth.jwt-secret")).isNotEmptyFile();
      assertThat(secrets.resolve("model/trainyard.clients.launcher.secret")).doesNotExist();
      assertThat(instance.data().resolve("logs/launcher.log"))
          .content()
          .doesNotContain("setup#")
          .contains("all ready");
    }
  }

  @Test
  void pointsAServiceAtTheSettingsThatPeopleChose() throws Exception {
    // Given settings for one service
    try (Instance instance = Instance.prepare(directory)) {
      Path chosen = instance.data().resolve("config/gateway.properties");
      Files.createDirectories(chosen.getParent());
      Files.writeString(chosen, "trainyard.gateway.rate-limit.enabled=false");

      // When everything starts
      instance.up();

      // Then that service reads them, ranked below what the launcher sets, and no other does
      Path read = Path.of(URI.create(instance.get(instance.port(), "/config")));
      assertThat(Files.readAllLines(read))
          .startsWith("trainyard.gateway.rate-limit.enabled=false")
          .endsWith("config_ordinal=290");
      int auth = child(instance, "auth-service").port();
      assertThat(instance.get(auth, "/config")).isEqualTo("null");
    }
  }

  @Test
  void restartsAServiceThatEnds() throws Exception {
    // Given a running platform
    try (Instance instance = Instance.prepare(directory)) {
      instance.up();
      RunFiles.Child before = child(instance, "model-service");

      // When a service's process is killed
      ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

      // Then another process serves at the same port
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  child(instance, "model-service").restarts() == 1
                      && child(instance, "model-service").state().equals("ready"));
      assertThat(child(instance, "model-service").pid()).isNotEqualTo(before.pid());
      assertThat(instance.get(before.port(), "/")).isEqualTo("model");
    }
  }

  @Test
  void restartsTheDatabaseWhenItEnds() throws Exception {
    // Given a running platform
    try (Instance instance = Instance.prepare(directory)) {
      instance.up();
      RunFiles.Child before = child(instance, "postgres");

      // When the database server is killed
      ProcessHandle.of(before.pid()).orElseThrow().destroyForcibly();

      // Then it comes back at the same port
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> child(instance, "postgres").restarts() == 1);
      assertThat(child(instance, "postgres").port()).isEqualTo(before.port());
    }
  }

  @Test
  void startsCleanlyAfterItWasKilled() throws Exception {
    // Given a launcher that was killed
    try (Instance instance = Instance.prepare(directory)) {
      Process first = instance.up();
      long gateway = child(instance, "gateway").pid();
      first.destroyForcibly().waitFor();

      // When it starts again at once
      instance.up();

      // Then the old children are gone and the new ones serve
      assertThat(child(instance, "gateway").pid()).isNotEqualTo(gateway);
      assertThat(ProcessHandle.of(gateway).filter(ProcessHandle::isAlive)).isEmpty();
      assertThat(instance.command(0, "status")).contains("ready");
    }
  }

  @Test
  void leavesNothingRunningAfterItWasKilled() throws Exception {
    // Given a launcher that was killed
    try (Instance instance = Instance.prepare(directory)) {
      Process launcher = instance.up();
      List<Long> children =
          List.of(child(instance, "gateway").pid(), child(instance, "postgres").pid());
      launcher.destroyForcibly().waitFor();

      // When nobody does anything
      // Then its children end by themselves, and a late "down" finds nothing
      for (long pid : children) {
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
      }
      assertThat(instance.command(0, "down")).contains("Nothing runs");
    }
  }

  @Test
  void playsTheDemoWithATokenAndRefusesASecondLauncher() throws Exception {
    // Given a platform started with the demo
    try (Instance instance = Instance.prepare(directory)) {
      instance.up("--demo", "--detach");
      assertThat(instance.printed())
          .contains("--url, http://127.0.0.1:" + instance.port())
          .contains("token true");

      // When another one is started on the same data directory
      String answer = instance.command(1, "up", "--port", Integer.toString(Instance.freePort()));

      // Then it says who holds it and how to stop that
      assertThat(answer)
          .contains("is in use by process", "./trainyard down")
          .doesNotContain("\tat ");
    }
  }

  private static RunFiles.Child child(Instance instance, String name) {
    return RunFiles.of(new Layout(instance.data())).child(name).orElseThrow();
  }

  private static List<String> lines(Instance instance, String file) throws Exception {
    return Files.readAllLines(instance.data().resolve(file));
  }
}

package dev.trainyard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What cannot work is refused with one clear line, and nothing runs afterwards. */
class RefusalTest {

  @TempDir Path directory;

  private Instance instance;

  @BeforeEach
  void prepare() throws Exception {
    instance = Instance.prepare(directory);
  }

  @AfterEach
  void stop() {
    instance.close();
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    // Given somebody on the port
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String port = Integer.toString(taken.getLocalPort());

      // When the platform is to start there
      String answer = instance.command(1, "up", "--port", port);

      // Then one line says so
      assertThat(answer.lines()).hasSize(1);
      assertThat(answer).contains(port, "--port");
      assertThat(instance.data().resolve("postgres")).doesNotExist();
    }
  }

  @Test
  void leavesASomebodyElsesDirectoryAlone() throws Exception {
    // Given a directory with photos
    Files.createDirectories(instance.data());
    Files.writeString(instance.data().resolve("cat.jpg"), "meow");

    // When the platform is to live there
    String answer = instance.command(1, "up", "--port", port());

    // Then it refuses and adds nothing
    assertThat(answer).contains("not a Trainyard data directory");
    assertThat(instance.data().toFile().list()).containsExactly("cat.jpg");
  }

  @Test
  void saysHowMuchSpaceIsMissing() throws Exception {
    // Given a disk with less than an exabyte free
    // When the start needs that
    String answer =
        instance.command(1, "up", "--port", port(), "--least-free-bytes", "1152921504606846976");

    // Then both figures are in the line
    assertThat(answer).containsPattern("only \\d+ MiB are free at .*; Trainyard needs \\d+ MiB");
  }

  @Test
  void startsAgainWithLessSpaceThanABeginningNeeds() throws Exception {
    // Given a platform that was started once
    instance.up();
    instance.command(0, "down");

    // When it starts with less free space than it needed at first
    Process launcher = instance.up("--least-free-bytes", "1152921504606846976");

    // Then it runs, so that people can delete what fills the disk
    assertThat(launcher.isAlive()).isTrue();
    assertThat(instance.command(0, "status")).contains("auth-service");
  }

  @Test
  void showsTheLogOfAServiceThatDoesNotStartAndStopsTheRest() throws Exception {
    // Given a service that breaks at its start
    Files.createDirectories(instance.data());
    instance.up();
    instance.command(0, "down");
    Files.createFile(instance.data().resolve("break-start-of-training"));

    // When the platform starts
    String answer = instance.command(1, "up", "--port", port());

    // Then its last words are shown, and nothing runs
    assertThat(answer).contains("training-service ended with exit code 3", "I am told to break");
    assertThat(instance.command(1, "status")).contains("does not run");
    assertThat(instance.data().resolve("postgres/postmaster.pid")).doesNotExist();
  }

  @Test
  void triesAFailedMigrationAgain() throws Exception {
    // Given a migration that fails
    instance.up();
    instance.command(0, "down");
    Path added = instance.root().resolve("auth-service/target/quarkus-app/app/new.jar");
    Files.createDirectories(added.getParent());
    Files.writeString(added, "changed");
    Path fault = Files.createFile(instance.data().resolve("break-migration-of-auth"));
    assertThat(instance.command(1, "up", "--port", port()))
        .contains("the migration of auth-service failed");

    // When the fault is mended
    Files.delete(fault);
    instance.up();

    // Then it ran again
    assertThat(Files.readAllLines(instance.data().resolve("migrations")))
        .filteredOn(line -> line.startsWith("auth"))
        .hasSize(3);
  }

  @Test
  void wantsACompleteBuild() throws Exception {
    // Given a build without a gateway
    Files.delete(instance.root().resolve("gateway/target/quarkus-app/quarkus-run.jar"));

    // When the platform starts
    String answer = instance.command(1, "up", "--port", port());

    // Then it names the file and the command
    assertThat(answer).contains("gateway", "./trainyard build");
  }

  @Test
  void refusesASecretThatOthersCanRead() throws Exception {
    // Given a secret with open permissions
    instance.up();
    instance.command(0, "down");
    Files.setPosixFilePermissions(
        instance.data().resolve("secrets/auth/trainyard.auth.jwt-secret"),
        PosixFilePermissions.fromString("rw-r--r--"));

    // When the platform starts
    String answer = instance.command(1, "up", "--port", port());

    // Then it names the file
    assertThat(answer).contains("others can read", "jwt-secret");
  }

  @Test
  void explainsAWrongCommandLine() throws Exception {
    // Given wrong words
    // When they are used
    // Then each is named
    assertThat(instance.command(1, "up", "--port", "many")).contains("many");
    assertThat(instance.command(1, "up", "--prot", "1")).contains("--prot");
    assertThat(instance.command(2, "dance")).contains("dance");
  }

  private static String port() throws Exception {
    return Integer.toString(Instance.freePort());
  }
}

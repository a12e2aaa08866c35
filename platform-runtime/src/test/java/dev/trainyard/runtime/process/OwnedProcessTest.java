package dev.trainyard.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A child starts with what it was given, ends when told, and never outlives its owner. */
class OwnedProcessTest {

  private static final Duration GRACE = Duration.ofSeconds(10);

  @TempDir Path directory;

  @Test
  void appendsBothStreamsToTheirFilesAndReportsTheExitCode() throws Exception {
    // Given a file with an earlier line
    Files.writeString(directory.resolve("out"), "earlier\n");

    // When a child writes to both streams and fails
    OwnedProcess child = shell("echo out; echo err >&2; exit 3");

    // Then both arrived behind what was there, and the code is known
    assertThat(child.exit().get(10, TimeUnit.SECONDS)).isEqualTo(3);
    assertThat(directory.resolve("out")).hasContent("earlier\nout\n");
    assertThat(directory.resolve("err")).hasContent("err\n");
  }

  @Test
  void hidesTheOwnersEnvironmentFromTheChild() throws Exception {
    // Given an environment of one variable
    OwnedProcess child = start("env", Map.of("GIVEN", "yes"));

    // When the child lists what it has
    child.exit().get(10, TimeUnit.SECONDS);

    // Then that is there, and beside it only harmless names
    List<String> names =
        Files.readAllLines(directory.resolve("out")).stream()
            .map(line -> line.replaceFirst("=.*", ""))
            .toList();
    assertThat(names)
        .contains("GIVEN", "PATH")
        .isSubsetOf(
            "GIVEN",
            "PATH",
            "HOME",
            "USER",
            "LANG",
            "LC_ALL",
            "TZ",
            "TMPDIR",
            "JAVA_HOME",
            "PWD",
            "SHLVL",
            "_",
            "OLDPWD",
            "TRAINYARD_PROCESS_TAG");
  }

  @Test
  void recordsTheIdentityWhileTheChildLives() throws Exception {
    // Given a living child
    OwnedProcess child = shell("read -r line");
    Path file = directory.resolve("identity");

    // When its file is read
    ProcessIdentity recorded = ProcessIdentity.read(file).orElseThrow();

    // Then it is the child's, and it goes with the child
    assertThat(recorded).isEqualTo(child.identity());
    assertThat(recorded.isAlive()).isTrue();
    assertThat(child.terminate(GRACE)).isEqualTo(143);
    assertThat(file).doesNotExist();
    assertThat(recorded.isAlive()).isFalse();
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void letsAChildNoticeTheEndOfItsInput() throws Exception {
    // Given a child that reads its input to the end
    OwnedProcess child = shell("cat >/dev/null; exit 75");

    // When the input is closed
    child.closeInput();

    // Then it ends by itself
    assertThat(child.exit().get(10, TimeUnit.SECONDS)).isEqualTo(75);
  }

  @Test
  void killsAChildThatIgnoresTheSignalTogetherWithWhatItStarted() throws Exception {
    // Given a child and a grandchild that both ignore SIGTERM
    OwnedProcess child =
        shell("trap '' TERM; sh -c 'trap \"\" TERM; echo $$; sleep 300; sleep 300' & wait; wait");
    long grandchild = firstNumber();

    // When the child is terminated with a short grace
    int code = child.terminate(Duration.ofMillis(200));

    // Then both are gone
    assertThat(code).isEqualTo(137);
    assertGone(grandchild);
  }

  @Test
  void endsWhatAChildLeftBehindWhenItEnded() throws Exception {
    // Given a child that ended and left a process without a parent
    Path copy = directory.resolve("copy");
    OwnedProcess child = shell("(sleep 300 & echo $!) ; read -r line");
    long orphan = firstNumber();
    Files.copy(directory.resolve("identity"), copy);
    child.closeInput();
    child.exit().get(10, TimeUnit.SECONDS);
    assertThat(ProcessHandle.of(orphan)).isPresent();

    // When leftovers of that child are ended
    boolean ended = ProcessIdentity.endLeftover(copy, GRACE);

    // Then the orphan is gone
    assertThat(ended).isTrue();
    assertGone(orphan);
  }

  @Test
  void neverTouchesAStrangerWhoHasTheNumberNow() throws Exception {
    // Given a file that names a living process with another start
    OwnedProcess stranger = shell("read -r line");
    Path file = directory.resolve("old");
    Files.writeString(file, stranger.pid() + "\nsome-boot:123\nsome-tag\n");

    // When leftovers are ended
    boolean ended = ProcessIdentity.endLeftover(file, GRACE);

    // Then nothing happened to the stranger, and the file is gone
    assertThat(ended).isFalse();
    assertThat(stranger.isAlive()).isTrue();
    assertThat(file).doesNotExist();
    stranger.terminate(GRACE);
  }

  @Test
  void takesATornOrMissingFileForNobodys() throws Exception {
    // Given a torn file
    Path torn = Files.writeString(directory.resolve("torn"), "12");

    // When it and a missing one are read
    // Then there is nobody
    assertThat(ProcessIdentity.read(torn)).isEmpty();
    assertThat(ProcessIdentity.endLeftover(torn, GRACE)).isFalse();
    assertThat(ProcessIdentity.read(directory.resolve("none"))).isEmpty();
  }

  @Test
  void doesNotOutliveAnOwnerThatWasKilled() throws Exception {
    // Given an owner in another Java process, whose child ignores its input
    Process owner =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildOwner.class.getName(),
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    long child = Long.parseLong(owner.inputReader().readLine());
    assertThat(ProcessHandle.of(child)).isPresent();

    // When the owner is killed
    owner.destroyForcibly();

    // Then the child ends, too
    assertGone(child);
  }

  @Test
  void livesOnWhenTheThreadThatAskedForItEnds() throws Exception {
    // Given a child started by a thread that has ended
    OwnedProcess[] child = new OwnedProcess[1];
    Thread thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    child[0] = shell("read -r line; echo alive; exit 0");
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                });
    thread.join();

    // When its input ends
    child[0].closeInput();

    // Then it ends by its own will and not by a signal
    assertThat(child[0].exit().get(10, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void saysWhichProgramIsMissing() {
    // Given a directory that is not there
    ProcessSpec spec =
        new ProcessSpec(
            List.of("true"),
            directory.resolve("none"),
            Map.of(),
            directory.resolve("out"),
            directory.resolve("out"),
            directory.resolve("identity"));

    // When it is started
    // Then the failure names it, and no identity is recorded
    assertThatThrownBy(() -> OwnedProcess.start(spec))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("none");
    assertThat(directory.resolve("identity")).doesNotExist();
    assertThat(spec).hasToString("ProcessSpec[true]");
    assertThatThrownBy(
            () -> new ProcessSpec(List.of(), directory, Map.of(), directory, directory, directory))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private OwnedProcess shell(String script) throws IOException {
    return start(script, Map.of());
  }

  private OwnedProcess start(String script, Map<String, String> environment) throws IOException {
    return OwnedProcess.start(
        new ProcessSpec(
            List.of("sh", "-c", script),
            directory,
            environment,
            directory.resolve("out"),
            directory.resolve("err"),
            directory.resolve("identity")));
  }

  private long firstNumber() {
    Path out = directory.resolve("out");
    await().until(() -> Files.exists(out) && Files.readString(out).endsWith("\n"));
    try {
      return Long.parseLong(Files.readAllLines(out).getFirst().strip());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void assertGone(long pid) {
    await().atMost(Duration.ofSeconds(10)).until(() -> ProcessIdentity.of(pid, "any").isEmpty());
  }
}

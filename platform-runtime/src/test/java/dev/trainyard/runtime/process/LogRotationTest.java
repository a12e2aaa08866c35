package dev.trainyard.runtime.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log stays within its bounds while its process writes. */
class LogRotationTest {

  @TempDir Path directory;

  @Test
  void keepsTheNewestOldFilesOnly() throws Exception {
    // Given a log that is rotated more often than files are kept
    Path log = directory.resolve("service.log");
    LogRotation rotation = new LogRotation(3, 2);

    // When four generations are written
    for (String generation : List.of("one1", "two2", "three3", "four4")) {
      Files.writeString(log, generation);
      assertThat(rotation.apply(log)).isTrue();
    }

    // Then the last two are there and the log is empty
    assertThat(log).isEmptyFile();
    assertThat(directory.resolve("service.log.1")).hasContent("four4");
    assertThat(directory.resolve("service.log.2")).hasContent("three3");
    assertThat(directory.resolve("service.log.3")).doesNotExist();
  }

  @Test
  void leavesASmallOrMissingLogAlone() throws Exception {
    // Given a log below the limit
    Path log = Files.writeString(directory.resolve("service.log"), "abc");

    // When it and a missing one are looked at
    // Then nothing happens
    assertThat(new LogRotation(3, 1).apply(log)).isFalse();
    assertThat(new LogRotation(3, 1).apply(directory.resolve("none"))).isFalse();
    assertThatThrownBy(() -> new LogRotation(0, 1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void goesOnAtTheNewEndWhileTheChildWrites() throws Exception {
    // Given a child that writes without pause
    Path log = directory.resolve("out");
    OwnedProcess child =
        OwnedProcess.start(
            new ProcessSpec(
                List.of("sh", "-c", "while :; do echo a line of the log; done"),
                directory,
                Map.of(),
                log,
                log,
                directory.resolve("identity")));
    await().until(() -> Files.size(log) > 10_000);

    // When its log is rotated
    assertThat(new LogRotation(1_000, 1).apply(log)).isTrue();
    await().until(() -> Files.size(log) > 1_000);
    child.terminate(Duration.ofSeconds(10));

    // Then the new file begins with text, not with a hole
    assertThat(Files.readString(log)).doesNotContain("\0").contains("a line of the log\n");
    assertThat(Files.readString(directory.resolve("out.1"))).startsWith("a line of the log\n");
  }
}

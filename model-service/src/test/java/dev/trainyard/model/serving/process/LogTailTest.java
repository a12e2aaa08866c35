package dev.trainyard.model.serving.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

  @TempDir Path directory;

  @Test
  void givesTheNewestLines() throws IOException {
    // Given
    Path log = Files.writeString(directory.resolve("log"), "one\ntwo\nthree\n");

    // When
    List<String> lines = new LogTail(log).lines(2);

    // Then
    assertThat(lines).containsExactly("two", "three");
  }

  @Test
  void readsOnlyTheEndOfALargeFile() throws IOException {
    // Given
    Path log = Files.writeString(directory.resolve("log"), "x\n".repeat(1 << 20));

    // When
    List<String> lines = new LogTail(log).lines(Integer.MAX_VALUE);

    // Then
    assertThat(lines).hasSizeLessThanOrEqualTo(256 * 1024 / 2);
  }

  @Test
  void showsNoControlCharactersAndNoEndlessLine() throws IOException {
    // Given
    Path log =
        Files.writeString(
            directory.resolve("log"), "\u001b[31mred\u001b[0m\ttab\n" + "y".repeat(5000) + "\n");

    // When
    List<String> lines = new LogTail(log).lines(10);

    // Then
    assertThat(lines.getFirst()).isEqualTo("[31mred[0m\ttab");
    assertThat(lines.getLast()).hasSize(2000);
  }

  @Test
  void missingFileHasNoLines() throws IOException {
    assertThat(new LogTail(directory.resolve("none")).lines(10)).isEmpty();
  }
}

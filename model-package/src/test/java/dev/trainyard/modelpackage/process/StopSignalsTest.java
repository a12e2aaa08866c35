package dev.trainyard.modelpackage.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ends and signals become calls. */
class StopSignalsTest {

  @Test
  void callsWhenTheWriterIsGone() throws Exception {
    // Given
    var called = new CountDownLatch(1);
    var writer = new PipedOutputStream();
    StopSignals.onEndOfInput(new PipedInputStream(writer), called::countDown);
    writer.write(7);
    assertThat(called.getCount()).isEqualTo(1);
    // When
    writer.close();
    // Then
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void callsOnASignal() throws Exception {
    // Given
    var called = new CountDownLatch(1);
    StopSignals.onTerminate(called::countDown);
    // When: TERM, because a shell that starts this in the background has INT ignored
    long self = ProcessHandle.current().pid();
    new ProcessBuilder("kill", "-TERM", Long.toString(self)).start().waitFor();
    // Then
    assertThat(called.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void leavesFilesAloneThatThisProcessHasNotLoaded(@TempDir Path folder) throws Exception {
    // Given
    Path stranger = Files.createFile(folder.resolve("stranger.so"));
    // When
    ExtractedLibraries.unlink();
    // Then
    assertThat(stranger).exists();
  }
}

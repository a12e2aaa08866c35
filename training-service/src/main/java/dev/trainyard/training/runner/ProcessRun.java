package dev.trainyard.training.runner;

import dev.trainyard.runtime.process.OwnedProcess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** A training as a child process whose output goes to files, or what such a one has left. */
final class ProcessRun implements Run {

  private static final int KILLED = 137;
  private static final int MOST_FAILURE_TEXT = 4096;

  private final AttemptFiles files;
  private final OwnedProcess process;
  private final long memoryKillsBefore;

  /** Without a process it is what an earlier owner left. */
  ProcessRun(AttemptFiles files, OwnedProcess process, long memoryKillsBefore) {
    this.files = files;
    this.process = process;
    this.memoryKillsBefore = memoryKillsBefore;
  }

  @Override
  public byte[] read(Source source, long offset, int most) throws IOException {
    Path file = source == Source.STDOUT ? files.stdout() : files.stderr();
    try (SeekableByteChannel channel = Files.newByteChannel(file)) {
      long there = channel.size() - offset;
      if (there <= 0) {
        return new byte[0];
      }
      ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(there, most));
      channel.position(offset);
      int read = 0;
      while (buffer.hasRemaining() && read >= 0) {
        read = channel.read(buffer);
      }
      return Arrays.copyOf(buffer.array(), buffer.position());
    } catch (NoSuchFileException e) {
      return new byte[0];
    }
  }

  @Override
  public long printed() throws IOException {
    return size(files.stdout()) + size(files.stderr());
  }

  @Override
  public Optional<RunEnd> end() {
    if (process == null) {
      return Optional.of(new RunEnd.Unknown());
    }
    if (process.isAlive()) {
      return Optional.empty();
    }
    int code = process.exit().join();
    return Optional.of(
        code == KILLED && MemoryKills.count() > memoryKillsBefore
            ? new RunEnd.OutOfMemory()
            : new RunEnd.Exited(code));
  }

  @Override
  public Optional<String> failureText() throws IOException {
    try (InputStream in = Files.newInputStream(files.failure(), LinkOption.NOFOLLOW_LINKS)) {
      String text = new String(in.readNBytes(MOST_FAILURE_TEXT), StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? Optional.empty() : Optional.of(text);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public void stop(Duration grace) {
    if (process != null && process.isAlive()) {
      Thread.ofPlatform()
          .daemon()
          .name("stop-" + process.pid())
          .start(() -> process.terminate(grace));
    }
  }

  private static long size(Path file) throws IOException {
    return Files.exists(file) ? Files.size(file) : 0;
  }
}

package dev.trainyard.model.deployment;

import dev.trainyard.model.config.DeploymentsConfig;
import io.quarkus.logging.Log;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * Identity of this run of the service, and its sole right to the work directory. The directory
 * names the run before, so that a successor need not wait until the leases of the dead run out.
 */
@ApplicationScoped
class ServiceInstance {

  private static final int LONGEST_ID = 64;

  private final UUID id = UUID.randomUUID();
  private final Path file;
  private FileChannel channel;
  private UUID before;
  private boolean entered;

  ServiceInstance(DeploymentsConfig config) {
    this.file = config.workDirectory().resolve("instance.lock");
  }

  UUID id() {
    return id;
  }

  /**
   * Takes the work directory unless this run has it.
   *
   * @return whether {@link #entered()} has not been called yet
   * @throws IllegalStateException while another run uses the directory
   */
  synchronized boolean enter() {
    try {
      if (channel == null) {
        channel = locked();
        before = read();
      }
      return !entered;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The run that used the directory before, whose process is dead for certain. */
  synchronized Optional<UUID> predecessor() {
    return Optional.ofNullable(before);
  }

  /** Tells that everything left by the predecessor is settled. */
  synchronized void entered() {
    try {
      channel.truncate(0);
      channel.write(ByteBuffer.wrap(id.toString().getBytes(StandardCharsets.US_ASCII)), 0);
      channel.force(true);
      entered = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FileChannel locked() throws IOException {
    // Models and what users send to them are nobody else's business on this machine.
    Files.createDirectories(
        file.getParent(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    FileChannel candidate =
        FileChannel.open(
            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    boolean mine = false;
    try {
      FileLock lock = candidate.tryLock();
      mine = lock != null;
    } catch (OverlappingFileLockException e) {
      Log.debug("Another part of this very process holds the work directory", e);
    }
    if (!mine) {
      candidate.close();
      throw new IllegalStateException(
          "another run of this service uses the work directory " + file.getParent());
    }
    return candidate;
  }

  private UUID read() throws IOException {
    ByteBuffer content = ByteBuffer.allocate(LONGEST_ID);
    channel.read(content, 0);
    String text =
        new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII).strip();
    try {
      return text.isEmpty() ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      Log.warnf("%s does not name a run of the service", file);
      return null;
    }
  }

  @PreDestroy
  synchronized void leave() throws IOException {
    if (channel != null) {
      channel.close();
    }
  }
}

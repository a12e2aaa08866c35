package dev.trainyard.blob;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Watches the free space of the store's disk, of which a reserve is kept for others. */
final class FileSpace {

  /** With less than this, a write that fails for no reason of its own failed for want of space. */
  private static final long NOTHING_BYTES = 1L << 20;

  private final Path root;
  private final long reserveBytes;

  FileSpace(Path root, long reserveBytes) {
    this.root = root;
    this.reserveBytes = reserveBytes;
  }

  long available() throws IOException {
    FileStore disk = Files.getFileStore(root);
    return Math.max(0, disk.getUsableSpace() - reserveBytes);
  }

  void require(long bytes) throws IOException {
    long available = available();
    if (available < bytes) {
      throw new BlobStorageFullException(
          "%d bytes are needed, %d are free above the reserve".formatted(bytes, available));
    }
  }

  /** The typed form of a failed write when the disk is why it failed. */
  IOException explained(IOException failure) {
    return saysFull(failure) || (isUnspecific(failure) && hasNothingLeft())
        ? new BlobStorageFullException("The disk is full", failure)
        : failure;
  }

  private static boolean saysFull(IOException failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded");
  }

  /** The operating system's message comes in the language of the machine, its type does not. */
  private static boolean isUnspecific(IOException failure) {
    return failure.getClass() == IOException.class
        || failure.getClass() == FileSystemException.class;
  }

  private boolean hasNothingLeft() {
    try {
      return Files.getFileStore(root).getUsableSpace() < NOTHING_BYTES;
    } catch (IOException e) {
      return false;
    }
  }
}

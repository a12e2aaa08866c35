package dev.trainyard.blob;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Watches the free space of the store's disk, of which a reserve is kept for others. */
final class FileSpace {

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
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    return message.contains("no space left") || message.contains("quota exceeded")
        ? new BlobStorageFullException("The disk is full", failure)
        : failure;
  }
}

package dev.trainyard.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A staging file under an exclusive lock of the operating system, which ends with the process: a
 * writer that was paused cannot write below its successor, one that was killed blocks nobody.
 */
final class FileStagedBlob implements StagedBlob {

  /** The free space is looked at once for so many bytes. */
  private static final long SPACE_CHECK_EVERY = 8L << 20;

  private final FileBlobStore store;
  private final Path file;
  private final FileChannel channel;
  private final RunningDigest before;
  private RunningDigest digest;
  private long size;
  private long unchecked = SPACE_CHECK_EVERY;
  private boolean published;

  private FileStagedBlob(
      FileBlobStore store, Path file, FileChannel channel, long size, RunningDigest digest) {
    this.store = store;
    this.file = file;
    this.channel = channel;
    this.size = size;
    this.digest = digest;
    this.before = digest.copy();
  }

  static FileStagedBlob open(FileBlobStore store, Path file, long size, RunningDigest digest)
      throws IOException {
    FileChannel channel = channel(store, file);
    try {
      lock(file, channel);
      if (channel.size() < size) {
        throw new StagedBlobLostException(
            "%s has %d bytes, not %d".formatted(file.getFileName(), channel.size(), size));
      }
      channel.truncate(size);
      channel.position(size);
      digest.truncate(size);
      return new FileStagedBlob(store, file, channel, size, digest);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static FileChannel channel(FileBlobStore store, Path file) throws IOException {
    try {
      return FileChannel.open(
          file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    } catch (IOException e) {
      throw store.space().explained(e);
    }
  }

  private static void lock(Path file, FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      // A writer that published or discarded it in between leaves us with a file without a name.
      if (lock != null && Files.exists(file)) {
        return;
      }
    } catch (OverlappingFileLockException e) {
      // Another writer in this very process.
    }
    throw new StagedBlobBusyException(file.getFileName() + " has another writer");
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public void append(ByteBuffer bytes) throws IOException {
    requireSpace(bytes.remaining());
    try {
      while (bytes.hasRemaining()) {
        ByteBuffer written = bytes.duplicate();
        int count = channel.write(bytes);
        digest.append(size, written.limit(written.position() + count));
        size += count;
      }
    } catch (IOException e) {
      throw store.space().explained(e);
    }
  }

  private void requireSpace(int bytes) throws IOException {
    unchecked += bytes;
    if (unchecked >= SPACE_CHECK_EVERY) {
      store.space().require(Math.max(bytes, 1));
      unchecked = 0;
    }
  }

  @Override
  public void sync() throws IOException {
    try {
      channel.force(false);
    } catch (IOException e) {
      throw store.space().explained(e);
    }
  }

  @Override
  public void truncate(long newSize) throws IOException {
    channel.truncate(newSize);
    channel.position(newSize);
    size = newSize;
    if (digest.position() > newSize && before.position() <= newSize) {
      digest = before.copy();
    }
    digest.truncate(newSize);
  }

  @Override
  public BlobId digest() throws IOException {
    return digest.at(size, channel);
  }

  @Override
  public Blob publish() throws IOException {
    BlobId id = digest();
    sync();
    store.adopt(file, id);
    published = true;
    return new Blob(id, size);
  }

  @Override
  public void close() throws IOException {
    if (!published) {
      store.remember(file, digest);
    }
    try {
      channel.close();
    } catch (NoSuchFileException e) {
      // It was discarded while it was open, which is what closing would have led to.
    }
  }
}

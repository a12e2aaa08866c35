package dev.trainyard.blob;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;

/** SHA-256 of the first bytes of a file, which can lag behind the file and catch up by reading. */
final class RunningDigest {

  private static final int BUFFER = 1 << 16;

  private MessageDigest digest;
  private long position;

  RunningDigest() {
    this(BlobId.newDigest(), 0);
  }

  private RunningDigest(MessageDigest digest, long position) {
    this.digest = digest;
    this.position = position;
  }

  /** Number of bytes that went in. */
  long position() {
    return position;
  }

  RunningDigest copy() {
    return new RunningDigest(cloneOf(digest), position);
  }

  /** Takes bytes that were appended at {@code at}; ignored unless they follow what went in. */
  void append(long at, ByteBuffer bytes) {
    if (at == position) {
      position += bytes.remaining();
      digest.update(bytes);
    }
  }

  /** Starts again when more went in than the file still has. */
  void truncate(long size) {
    if (position > size) {
      digest = BlobId.newDigest();
      position = 0;
    }
  }

  /** The id of the file's first {@code size} bytes. */
  BlobId at(long size, FileChannel file) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, Math.max(1, size - position)));
    while (position < size) {
      buffer.clear().limit((int) Math.min(buffer.capacity(), size - position));
      if (file.read(buffer, position) < 0) {
        throw new StagedBlobLostException("The file ends at %d, not %d".formatted(position, size));
      }
      append(position, buffer.flip());
    }
    return BlobId.of(cloneOf(digest));
  }

  private static MessageDigest cloneOf(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("The platform's SHA-256 can be cloned", e);
    }
  }
}

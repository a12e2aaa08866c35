package dev.trainyard.blob;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Content that grows over several requests and process lives until it is published. One writer has
 * it open at a time; closing it lets the next one in. Not safe for concurrent use.
 */
public interface StagedBlob extends AutoCloseable {

  /** Bytes appended so far, durable or not. */
  long size();

  /**
   * Appends all remaining bytes of the buffer.
   *
   * @throws BlobStorageFullException when there is no room; what fitted is kept
   */
  void append(ByteBuffer bytes) throws IOException;

  /** Makes every appended byte survive a crash; only then may its offset be acknowledged. */
  void sync() throws IOException;

  /** Drops everything beyond {@code size}. */
  void truncate(long size) throws IOException;

  /** Hash of the whole content; reads again only what this process did not see pass by. */
  BlobId digest() throws IOException;

  /** Makes the content a blob without copying it; the staged content is gone afterwards. */
  Blob publish() throws IOException;

  /** Lets the next writer in. Bytes that were not synced may be lost. */
  @Override
  void close() throws IOException;
}

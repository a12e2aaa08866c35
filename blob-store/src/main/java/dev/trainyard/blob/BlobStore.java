package dev.trainyard.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Immutable blobs, addressed by the SHA-256 of their content. A blob is either absent or whole:
 * content becomes visible under its id by one atomic step, after its hash was verified and its
 * bytes were made durable. All methods are safe for concurrent use.
 */
public interface BlobStore {

  /** The blob, or empty when the store does not hold it. */
  Optional<Blob> find(BlobId id) throws IOException;

  /**
   * Opens a range of a blob; the caller closes the stream.
   *
   * @param offset first byte, from 0 to the blob's size
   * @param length most bytes to read; the stream ends earlier where the blob does
   * @throws java.nio.file.NoSuchFileException when the store does not hold the blob
   */
  InputStream open(BlobId id, long offset, long length) throws IOException;

  /** The file that holds the blob, for zero-copy sending; empty where blobs are not files. */
  Optional<Path> localFile(BlobId id);

  /**
   * Stores everything that the stream yields; equal content is stored once.
   *
   * @throws BlobStorageFullException when the free space would fall below the reserve
   */
  Blob write(InputStream content) throws IOException;

  /** Removes a blob; nothing happens when it is not there. */
  void delete(BlobId id) throws IOException;

  /**
   * Opens the staged content of a key for its one writer, at a size that was made durable before.
   * Bytes beyond that size were never acknowledged and are dropped.
   *
   * @param key 1 to 64 characters of {@code a-z0-9-}
   * @param size 0 for a new or restarted key
   * @throws StagedBlobBusyException when another writer has the key open, in any process
   * @throws StagedBlobLostException when less than {@code size} bytes are there
   */
  StagedBlob stage(String key, long size) throws IOException;

  /** Removes staged content; nothing happens when there is none. */
  void discard(String key) throws IOException;

  /**
   * Removes what crashes left behind: temporary files, and staged content that nobody claims.
   *
   * @param age only what was not written to for so long is removed
   * @param claimed whether a key is still in use
   * @return the number of files removed
   */
  int sweep(Duration age, Predicate<String> claimed) throws IOException;

  /** Bytes that can still be stored before the free-space reserve is touched; never negative. */
  long available() throws IOException;

  /**
   * Refuses when there is no room for so many more bytes.
   *
   * @throws BlobStorageFullException when {@link #available()} is less
   */
  void requireSpace(long bytes) throws IOException;
}

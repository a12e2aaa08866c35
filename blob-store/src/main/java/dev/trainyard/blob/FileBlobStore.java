package dev.trainyard.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Blobs as files of one directory: {@code blobs/ab/cd/<sha256>} whole ones, {@code staging/<key>}
 * growing ones, {@code temporary/<uuid>} those of a single request. All three lie on one disk, so
 * that publishing is a rename.
 */
public final class FileBlobStore implements BlobStore {

  private static final Pattern KEY = Pattern.compile("[a-z0-9-]{1,64}");
  private static final int BUFFER = 1 << 16;

  /** Hash states kept for uploads that go on in this process; others hash again from the file. */
  private static final int REMEMBERED_DIGESTS = 256;

  private final Path blobs;
  private final Path staging;
  private final Path temporary;
  private final FileSpace space;
  private final Map<Path, RunningDigest> digests =
      Collections.synchronizedMap(
          new LinkedHashMap<>() {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Path, RunningDigest> eldest) {
              return size() > REMEMBERED_DIGESTS;
            }
          });

  private FileBlobStore(Path root, long reserveBytes) {
    this.blobs = root.resolve("blobs");
    this.staging = root.resolve("staging");
    this.temporary = root.resolve("temporary");
    this.space = new FileSpace(root, reserveBytes);
  }

  /**
   * Opens a store, and makes its directories where they are missing.
   *
   * @param reserveBytes free bytes of the disk that blobs never use
   */
  public static FileBlobStore open(Path root, long reserveBytes) throws IOException {
    var store = new FileBlobStore(root.toAbsolutePath().normalize(), reserveBytes);
    for (Path directory : List.of(store.blobs, store.staging, store.temporary)) {
      Durable.directories(directory);
    }
    return store;
  }

  @Override
  public Optional<Blob> find(BlobId id) throws IOException {
    try {
      var attributes = Files.readAttributes(path(id), BasicFileAttributes.class);
      return Optional.of(new Blob(id, attributes.size()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  @Override
  public InputStream open(BlobId id, long offset, long length) throws IOException {
    FileChannel channel = FileChannel.open(path(id), StandardOpenOption.READ);
    channel.position(offset);
    return new LimitedInputStream(Channels.newInputStream(channel), length);
  }

  @Override
  public Optional<Path> localFile(BlobId id) {
    Path file = path(id);
    return Files.exists(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public Blob write(InputStream content) throws IOException {
    Path file = temporary.resolve(UUID.randomUUID().toString());
    try (StagedBlob staged = FileStagedBlob.open(this, file, 0, new RunningDigest())) {
      byte[] buffer = new byte[BUFFER];
      for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
        staged.append(ByteBuffer.wrap(buffer, 0, read));
      }
      return staged.publish();
    } finally {
      digests.remove(file);
      Files.deleteIfExists(file);
    }
  }

  @Override
  public void delete(BlobId id) throws IOException {
    Files.deleteIfExists(path(id));
  }

  @Override
  public StagedBlob stage(String key, long size) throws IOException {
    Path file = staged(key);
    RunningDigest known = digests.remove(file);
    return FileStagedBlob.open(this, file, size, known == null ? new RunningDigest() : known);
  }

  @Override
  public void discard(String key) throws IOException {
    Path file = staged(key);
    digests.remove(file);
    Files.deleteIfExists(file);
  }

  @Override
  public int sweep(Duration age, Predicate<String> claimed) throws IOException {
    Instant before = Instant.now().minus(age);
    return sweep(temporary, before, name -> false) + sweep(staging, before, claimed);
  }

  private static int sweep(Path directory, Instant before, Predicate<String> claimed)
      throws IOException {
    int removed = 0;
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        try {
          if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
              && !claimed.test(file.getFileName().toString())
              && Files.deleteIfExists(file)) {
            removed++;
          }
        } catch (NoSuchFileException e) {
          // Published or discarded since the directory was read.
        }
      }
    }
    return removed;
  }

  @Override
  public long available() throws IOException {
    return space.available();
  }

  @Override
  public void requireSpace(long bytes) throws IOException {
    space.require(bytes);
  }

  FileSpace space() {
    return space;
  }

  /** Makes a durable file the blob of an id, which must be the hash of its content. */
  void adopt(Path file, BlobId id) throws IOException {
    Path target = path(id);
    if (Files.exists(target)) {
      Files.deleteIfExists(file);
      return;
    }
    try {
      Durable.directories(target.getParent());
      Durable.move(file, target);
    } catch (IOException e) {
      throw space.explained(e);
    }
  }

  void remember(Path file, RunningDigest digest) {
    digests.put(file, digest);
  }

  private Path path(BlobId id) {
    String hex = id.hex();
    return blobs.resolve(hex.substring(0, 2)).resolve(hex.substring(2, 4)).resolve(hex);
  }

  private Path staged(String key) {
    if (!KEY.matcher(key).matches()) {
      throw new IllegalArgumentException("A staging key is 1 to 64 characters of a-z, 0-9 and -");
    }
    return staging.resolve(key);
  }
}

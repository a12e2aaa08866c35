package dev.trainyard.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileBlobStoreTest {

  @TempDir private Path root;
  private FileBlobStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileBlobStore.open(root.resolve("store"), 0);
  }

  @Test
  void contentIsFoundUnderItsHash() throws Exception {
    // When
    Blob blob = write("hello");

    // Then
    String sha256 =
        HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest("hello".getBytes(UTF_8)));
    assertThat(blob).isEqualTo(new Blob(new BlobId(sha256), 5));
    assertThat(store.find(blob.id())).contains(blob);
    assertThat(store.localFile(blob.id())).get().asString().endsWith(sha256);
    assertThat(read(blob.id(), 0, Long.MAX_VALUE)).isEqualTo("hello");
  }

  @Test
  void rangesAreBoundedByTheContent() throws Exception {
    // Given
    BlobId id = write("0123456789").id();

    // Then
    assertThat(read(id, 2, 3)).isEqualTo("234");
    assertThat(read(id, 8, 100)).isEqualTo("89");
    assertThat(read(id, 10, 5)).isEmpty();
    assertThat(read(id, 3, 0)).isEmpty();
    try (InputStream stream = store.open(id, 0, 4)) {
      assertThat(stream.markSupported()).isFalse();
      assertThat(stream.available()).isEqualTo(4);
      assertThat(stream.read()).isEqualTo('0');
      assertThat(stream.skip(2)).isEqualTo(2);
      assertThat(stream.read()).isEqualTo('3');
      assertThat(stream.read()).isEqualTo(-1);
    }
  }

  @Test
  void equalContentIsStoredOnce() throws Exception {
    // When
    Blob first = write("same");
    Blob second = write("same");

    // Then
    assertThat(second).isEqualTo(first);
    assertThat(files("blobs")).hasSize(1);
    assertThat(files("temporary")).isEmpty();
  }

  @Test
  void writersOfTheSameContentDoNotDisturbEachOther() throws Exception {
    // Given
    String content = "x".repeat(300_000);
    List<Callable<Blob>> writers = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      writers.add(() -> write(content));
    }

    // When
    List<Blob> blobs = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Blob> blob : threads.invokeAll(writers)) {
        blobs.add(blob.get());
      }
    }

    // Then
    assertThat(blobs).hasSize(8).containsOnly(blobs.getFirst());
    assertThat(read(blobs.getFirst().id(), 0, Long.MAX_VALUE)).isEqualTo(content);
  }

  @Test
  void absentBlobsAreAbsent() throws Exception {
    // Given
    var id = new BlobId("0".repeat(64));

    // Then
    assertThat(store.find(id)).isEmpty();
    assertThat(store.localFile(id)).isEmpty();
    assertThatThrownBy(() -> store.open(id, 0, 1)).isInstanceOf(NoSuchFileException.class);
    store.delete(id);
  }

  @Test
  void deletedBlobIsGone() throws Exception {
    // Given
    BlobId id = write("bye").id();

    // When
    store.delete(id);

    // Then
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void streamThatFailsLeavesNothing() throws Exception {
    // Given
    InputStream broken =
        new FilterInputStream(new ByteArrayInputStream(new byte[100_000])) {
          @Override
          public int read(byte[] bytes, int offset, int length) throws IOException {
            int count = super.read(bytes, offset, length);
            if (count < 0) {
              throw new IOException("cut");
            }
            return count;
          }
        };

    // Then
    assertThatThrownBy(() -> store.write(broken)).hasMessage("cut");
    assertThat(files("blobs")).isEmpty();
    assertThat(files("temporary")).isEmpty();
  }

  @Test
  void spaceReserveIsNotTouched() throws Exception {
    // Given
    FileBlobStore full = FileBlobStore.open(root.resolve("full"), Long.MAX_VALUE / 2);

    // Then
    assertThat(full.available()).isZero();
    assertThat(store.available()).isPositive();
    store.requireSpace(1);
    assertThatThrownBy(() -> full.requireSpace(1)).isInstanceOf(BlobStorageFullException.class);
    assertThatThrownBy(() -> full.write(new ByteArrayInputStream(new byte[10])))
        .isInstanceOf(BlobStorageFullException.class);
  }

  @Test
  void diskThatIsFullIsToldApartFromOtherFailures() {
    // Given
    var space = new FileSpace(root, 0);

    // Then
    assertThat(space.explained(new IOException("No space left on device")))
        .isInstanceOf(BlobStorageFullException.class);
    assertThat(space.explained(new IOException("Disk quota exceeded")))
        .isInstanceOf(BlobStorageFullException.class);
    assertThat(space.explained(new IOException("Input/output error")))
        .isNotInstanceOf(BlobStorageFullException.class);
  }

  @Test
  void errorOfAMessageInAnotherLanguageIsNotTakenForAFullDiskWhileThereIsSpace() {
    // Given
    var space = new FileSpace(root, 0);
    var failure = new IOException("Auf dem Gerät ist kein Speicherplatz mehr verfügbar");

    // Then
    assertThat(space.explained(failure)).isSameAs(failure);
  }

  @Test
  void sweepRemovesOldLeftoversThatNobodyClaims() throws Exception {
    // Given
    Blob blob = write("kept");
    Path temporary = Files.createFile(root.resolve("store/temporary/crashed"));
    Path young = Files.createFile(root.resolve("store/temporary/young"));
    Path stray = Files.createFile(root.resolve("store/staging/stray"));
    Path claimed = Files.createFile(root.resolve("store/staging/claimed"));
    var old = FileTime.from(Instant.now().minusSeconds(7200));
    for (Path file : List.of(temporary, stray, claimed, store.localFile(blob.id()).orElseThrow())) {
      Files.setLastModifiedTime(file, old);
    }

    // When
    int removed = store.sweep(Duration.ofHours(1), "claimed"::equals);

    // Then
    assertThat(removed).isEqualTo(2);
    assertThat(files("temporary")).containsExactly(young);
    assertThat(files("staging")).containsExactly(claimed);
    assertThat(store.find(blob.id())).isPresent();
  }

  @Test
  void directoriesBelongToTheOwnerAlone() throws Exception {
    assertThat(Files.getPosixFilePermissions(root.resolve("store/blobs")))
        .containsExactlyInAnyOrder(
            PosixFilePermission.OWNER_READ,
            PosixFilePermission.OWNER_WRITE,
            PosixFilePermission.OWNER_EXECUTE);
  }

  @Test
  void idsAndKeysAreNeverPaths() {
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobId("../../etc/passwd"));
    assertThatIllegalArgumentException().isThrownBy(() -> new BlobId("A".repeat(64)));
    assertThatIllegalArgumentException().isThrownBy(() -> store.stage("../x", 0));
    assertThatIllegalArgumentException().isThrownBy(() -> store.discard(""));
  }

  private Blob write(String content) throws IOException {
    return store.write(new ByteArrayInputStream(content.getBytes(UTF_8)));
  }

  private String read(BlobId id, long offset, long length) throws IOException {
    try (InputStream stream = store.open(id, offset, length)) {
      return new String(stream.readAllBytes(), UTF_8);
    }
  }

  private List<Path> files(String directory) throws IOException {
    try (Stream<Path> files = Files.walk(root.resolve("store").resolve(directory))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}

package dev.trainyard.blob;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagedBlobTest {

  @TempDir private Path root;
  private FileBlobStore store;

  @BeforeEach
  void open() throws IOException {
    store = FileBlobStore.open(root, 0);
  }

  @Test
  void contentGrowsOverSeveralWritersAndIsPublishedUnderItsHash() throws Exception {
    // Given
    BlobId expected = store.write(new ByteArrayInputStream("one two".getBytes(UTF_8))).id();
    store.delete(expected);
    append("k", 0, "one");

    // When
    Blob blob;
    try (StagedBlob staged = store.stage("k", 3)) {
      staged.append(bytes(" two"));
      blob = staged.publish();
    }

    // Then
    assertThat(blob).isEqualTo(new Blob(expected, 7));
    assertThat(store.find(expected)).contains(blob);
    assertThat(root.resolve("staging/k")).doesNotExist();
  }

  @Test
  void hashSurvivesARestartByReadingTheFileAgain() throws Exception {
    // Given
    append("k", 0, "one");
    FileBlobStore afterRestart = FileBlobStore.open(root, 0);

    // When
    BlobId id;
    try (StagedBlob staged = afterRestart.stage("k", 3)) {
      staged.append(bytes(" two"));
      id = staged.digest();
    }

    // Then
    assertThat(id).isEqualTo(store.write(new ByteArrayInputStream("one two".getBytes(UTF_8))).id());
  }

  @Test
  void bytesThatWereNotAcknowledgedAreDropped() throws Exception {
    // Given
    append("k", 0, "acknowledged, and not");

    // When
    try (StagedBlob staged = store.stage("k", 12)) {
      staged.append(bytes("!"));
      assertThat(staged.size()).isEqualTo(13);
      assertThat(staged.digest())
          .isEqualTo(store.write(new ByteArrayInputStream("acknowledged!".getBytes(UTF_8))).id());
    }

    // Then
    assertThat(root.resolve("staging/k")).hasContent("acknowledged!");
  }

  @Test
  void truncatingGoesBackToWhatWasThereBefore() throws Exception {
    // Given
    append("k", 0, "good");

    // When
    BlobId id;
    try (StagedBlob staged = store.stage("k", 4)) {
      staged.append(bytes(" and bad"));
      staged.truncate(4);
      staged.append(bytes("!"));
      id = staged.digest();
      staged.truncate(2);
      staged.truncate(0);
      staged.append(bytes("new"));
      assertThat(staged.digest())
          .isEqualTo(store.write(new ByteArrayInputStream("new".getBytes(UTF_8))).id());
    }

    // Then
    assertThat(id).isEqualTo(store.write(new ByteArrayInputStream("good!".getBytes(UTF_8))).id());
  }

  @Test
  void onlyOneWriterHasTheContentOpen() throws Exception {
    try (StagedBlob first = store.stage("k", 0)) {
      // When
      first.append(bytes("mine"));

      // Then
      assertThatThrownBy(() -> store.stage("k", 0)).isInstanceOf(StagedBlobBusyException.class);
    }
    try (StagedBlob second = store.stage("k", 4)) {
      assertThat(second.size()).isEqualTo(4);
    }
  }

  @Test
  void writerInAnotherProcessIsKeptOutToo() throws Exception {
    // Given
    Path file = Files.createFile(root.resolve("staging/k"));
    Process other =
        new ProcessBuilder(
                "python3",
                "-c",
                "import fcntl,sys\nf=open(sys.argv[1],'r+')\nfcntl.lockf(f,fcntl.LOCK_EX)\n"
                    + "print('held',flush=True)\nsys.stdin.read()",
                file.toString())
            .start();

    // Then
    try (var output = other.inputReader(UTF_8)) {
      assertThat(output.readLine()).isEqualTo("held");
      assertThatThrownBy(() -> store.stage("k", 0)).isInstanceOf(StagedBlobBusyException.class);
    } finally {
      other.destroyForcibly().waitFor();
    }
    store.stage("k", 0).close();
  }

  @Test
  void contentShorterThanAcknowledgedIsAnError() throws Exception {
    // Given
    append("k", 0, "abc");

    // Then
    assertThatThrownBy(() -> store.stage("k", 4)).isInstanceOf(StagedBlobLostException.class);
    try (FileChannel file = FileChannel.open(root.resolve("staging/k"))) {
      assertThatThrownBy(() -> new RunningDigest().at(5, file))
          .isInstanceOf(StagedBlobLostException.class);
    }
  }

  @Test
  void emptyContentIsABlobToo() throws Exception {
    try (StagedBlob staged = store.stage("k", 0)) {
      assertThat(staged.publish().sizeBytes()).isZero();
    }
  }

  @Test
  void discardedContentIsGone() throws Exception {
    // Given
    append("k", 0, "abc");

    // When
    store.discard("k");

    // Then
    try (StagedBlob staged = store.stage("k", 0)) {
      assertThat(staged.size()).isZero();
    }
  }

  private void append(String key, long at, String text) throws IOException {
    try (StagedBlob staged = store.stage(key, at)) {
      staged.append(bytes(text));
      staged.sync();
    }
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}

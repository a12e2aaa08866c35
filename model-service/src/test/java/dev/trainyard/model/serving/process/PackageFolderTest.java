package dev.trainyard.model.serving.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trainyard.blob.Blob;
import dev.trainyard.blob.BlobStore;
import dev.trainyard.model.serving.PackageFile;
import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.testing.PlatformTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class PackageFolderTest {

  @TempDir Path folder;
  @Inject BlobStore blobs;

  @Test
  void damagedFileOnDiskIsReplaced() throws IOException {
    // Given
    PackageFile file = stored("native/model.bin", "weights");
    PackageFolder packages = new PackageFolder(blobs);
    packages.fill(folder, List.of(file));
    Files.writeString(folder.resolve(file.path()), "wEights");

    // When
    packages.fill(folder, List.of(file));

    // Then
    assertThat(folder.resolve(file.path())).hasContent("weights");
  }

  @Test
  void missingBlobIsNamed() {
    // Given
    var file = new PackageFile("model.onnx", "0".repeat(64), 7);

    // Then
    assertThatThrownBy(() -> new PackageFolder(blobs).fill(folder, List.of(file)))
        .isInstanceOf(IOException.class)
        .hasMessage("the file model.onnx of the package is missing");
  }

  @Test
  void contentThatIsNotWhatTheVersionSaysIsRefused() throws IOException {
    // Given
    PackageFile file = stored("model.onnx", "weights");
    var other = new PackageFile(file.path(), file.sha256(), file.sizeBytes() + 1);

    // Then
    assertThatThrownBy(() -> new PackageFolder(blobs).fill(folder, List.of(other)))
        .hasMessage("the file model.onnx of the package is damaged");
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void pathOutsideTheFolderIsRefused() throws IOException {
    // Given
    PackageFile file = stored("../outside", "weights");

    // Then
    assertThatThrownBy(() -> new PackageFolder(blobs).fill(folder, List.of(file)))
        .hasMessageContaining("impossible path");
  }

  private PackageFile stored(String path, String text) throws IOException {
    Blob blob = blobs.write(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    return new PackageFile(path, blob.id().hex(), blob.sizeBytes());
  }
}

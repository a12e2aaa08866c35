package dev.trainyard.modelpackage.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A sealed package opens as it was written, and not after a change. */
class ModelFolderTest {

  @TempDir Path root;

  private final ModelDescriptor descriptor =
      new ModelDescriptor(
          "tabular-regression",
          new Signature(
              List.of(
                  new TensorSpec(
                      "x",
                      Datatype.FP32,
                      List.of(-1L, 1L),
                      new Semantic(
                          Semantic.Kind.NUMBER,
                          List.of(),
                          0.5,
                          2.0,
                          JsonNodeFactory.instance.numberNode(1))),
                  new TensorSpec(
                      "c",
                      Datatype.BYTES,
                      List.of(-1L, 1L),
                      new Semantic(Semantic.Kind.CATEGORY, List.of("a", "b"), null, null, null))),
              List.of(new TensorSpec("prediction", Datatype.FP32, List.of(-1L), null))),
          List.of("a", "b"),
          Map.of("test/rmse", 0.25),
          Map.of(),
          JsonNodeFactory.instance.objectNode().put("seed", 42));

  @BeforeEach
  void seal() throws IOException {
    Files.createDirectories(root.resolve("native"));
    Files.writeString(root.resolve("model.onnx"), "graph");
    Files.writeString(root.resolve("native/model.ubj"), "trees");
    ModelFolder.seal(root, descriptor);
  }

  @Test
  void opensWhatWasSealed() throws Exception {
    // When
    ModelFolder folder = ModelFolder.open(root);
    // Then
    assertThat(folder.descriptor().signature()).isEqualTo(descriptor.signature());
    assertThat(folder.descriptor().labels()).containsExactly("a", "b");
    assertThat(folder.descriptor().metrics()).containsEntry("test/rmse", 0.25);
    assertThat(folder.descriptor().files()).containsOnlyKeys("model.onnx", "native/model.ubj");
    assertThat(folder.file("model.onnx")).hasContent("graph");
    assertThat(folder.has("weights.bin")).isFalse();
    assertThatThrownBy(() -> folder.file("weights.bin")).isInstanceOf(PackageException.class);
  }

  @Test
  void refusesAChangedFile() throws IOException {
    Files.writeString(root.resolve("model.onnx"), "other");
    assertThatThrownBy(() -> ModelFolder.open(root))
        .hasMessageContaining("differs from its digest");
  }

  @Test
  void refusesAMissingFile() throws IOException {
    Files.delete(root.resolve("model.onnx"));
    assertThatThrownBy(() -> ModelFolder.open(root)).hasMessageContaining("missing file");
  }

  @Test
  void refusesAPathOutsideOfThePackage() throws IOException {
    Path json = root.resolve("model.json");
    Files.writeString(json, Files.readString(json).replace("\"model.onnx\"", "\"../model.onnx\""));
    assertThatThrownBy(() -> ModelFolder.open(root)).hasMessageContaining("outside of the package");
  }

  @Test
  void refusesWhatIsNoDescriptor() throws IOException {
    Path json = root.resolve("model.json");
    Files.writeString(json, "{\"format\":9}");
    assertThatThrownBy(() -> ModelFolder.open(root)).hasMessageContaining("format 9");
    Files.writeString(json, "nonsense");
    assertThatThrownBy(() -> ModelFolder.open(root)).hasMessageContaining("no JSON");
    Files.delete(json);
    assertThatThrownBy(() -> ModelFolder.open(root)).hasMessageContaining("no model.json");
  }
}

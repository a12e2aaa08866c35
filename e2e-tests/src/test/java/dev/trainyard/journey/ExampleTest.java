package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleTest {

  private static final Example TABLE =
      new Example("t", "T", "t.csv", "tabular-classification", "y", null);

  @Test
  void lastRowStaysAtHome(@TempDir Path folder) throws IOException {
    // Given
    Files.writeString(folder.resolve("t.csv"), "x,y\n1,a\n2,b\n");

    // When
    String uploaded = new String(TABLE.known(folder), StandardCharsets.UTF_8);

    // Then
    assertThat(uploaded).isEqualTo("x,y\n1,a\n");
    assertThat(TABLE.unseen(folder)).isEqualTo(Map.of("x", "2", "y", "b"));
  }

  @Test
  void questionFollowsTheSignature() throws IOException {
    // Given
    var signature =
        Platform.JSON.readTree(
            """
            {"inputs":[{"name":"x","datatype":"FP32","shape":[-1,1]},
                       {"name":"k","datatype":"BYTES","shape":[-1]}]}""");

    // When
    Map<String, Object> question = Example.question(signature, Map.of("x", "1.5", "k", "red"));

    // Then
    assertThat(Platform.JSON.<JsonNode>valueToTree(question))
        .isEqualTo(
            Platform.JSON.readTree(
                """
                {"inputs":[{"name":"x","datatype":"FP32","shape":[1,1],"data":[1.5]},
                           {"name":"k","datatype":"BYTES","shape":[1],"data":["red"]}]}"""));
    assertThat(Example.ALL).extracting(Example::name).isEqualTo(List.of("breast-cancer", "mails"));
  }
}

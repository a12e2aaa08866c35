package dev.trainyard.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.modelpackage.format.ModelFolder;
import dev.trainyard.modelpackage.text.TextWeightsFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Text jobs from data file to sealed package. */
class TextTrainingTest {

  @TempDir Path root;

  @Test
  void tellsSpamFromHam() throws Exception {
    // Given
    JobFolder job = JobFolder.mails(root);
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/accuracy")).isGreaterThan(0.96);
    assertThat(result.metric("test/roc-auc")).isGreaterThan(0.99);
  }

  @Test
  void answersHeldOutTextsFromThePackageAsMeasured() throws Exception {
    // Given
    JobFolder job = JobFolder.mails(root);
    JobFolder.Result result = job.run();
    List<String> lines = Files.readAllLines(JobFolder.EXAMPLES.resolve("mails.jsonl"));
    JsonNode split = JobFolder.JSON.readTree(job.model().resolve(ModelFolder.SPLIT).toFile());
    var folder = ModelFolder.open(job.model());
    // When
    var classifier = TextWeightsFile.read(folder.file(ModelFolder.TEXT_WEIGHTS));
    int right = 0;
    for (JsonNode row : split.path("test")) {
      JsonNode mail = JobFolder.JSON.readTree(lines.get(row.asInt()));
      float[] probabilities = classifier.probabilities(mail.path("text").asText());
      String label = folder.descriptor().labels().get(probabilities[1] > probabilities[0] ? 1 : 0);
      right += label.equals(mail.path("label").asText()) ? 1 : 0;
    }
    // Then
    assertThat(right / (double) split.path("test").size())
        .isEqualTo(result.metric("test/accuracy"));
  }

  @Test
  void learnsManyClassesFromLongTexts() {
    // Given
    var text = new StringBuilder("text,topic\n");
    String[] words = {"apple banana", "engine wheel", "piano violin"};
    for (int i = 0; i < 60; i++) {
      String filler = "common words that say nothing ".repeat(i == 0 ? 5000 : 3);
      text.append('"')
          .append(filler)
          .append(words[i % 3])
          .append("\n\",")
          .append(i % 3)
          .append('\n');
    }
    JobFolder job =
        JobFolder.of(
            root,
            "text-classification",
            "texts.csv",
            text.toString().getBytes(StandardCharsets.UTF_8),
            "text:text",
            "topic:integer");
    job.job().put("target", "topic").put("text", "text");
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/accuracy")).isEqualTo(1);
    assertThat(result.report().path("confusion").path("labels").size()).isEqualTo(3);
    assertThat(result.report().path("importance").findValuesAsText("feature"))
        .contains("engine wheel", "piano");
  }
}

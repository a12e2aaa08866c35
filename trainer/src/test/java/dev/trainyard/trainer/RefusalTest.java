package dev.trainyard.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the trainer refuses, with which code and with which words. */
class RefusalTest {

  @TempDir Path root;

  private JobFolder job(String changedRow) {
    var text = new StringBuilder("x,kind\n");
    for (int i = 0; i < 40; i++) {
      text.append(i == 6 ? changedRow : i + (i % 2 == 0 ? ",a" : ",b")).append('\n');
    }
    return JobFolder.csv(
            root, "tabular-classification", text.toString(), "x:number", "kind:category")
        .target("kind")
        .hyperparameter("rounds", 3);
  }

  private static void assertRefusal(JobFolder job, int exit, String code, String words)
      throws Exception {
    JobFolder.Result result = job.run();
    assertThat(result.last("failed").path("message").asText()).contains(words);
    assertThat(result.last("failed").path("code").asText()).isEqualTo(code);
    assertThat(result.code()).isEqualTo(exit);
    assertThat(Files.readString(job.output().resolve("failure"))).contains(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "six,a | row 7, column 'x': 'six' is not a number",
        "Infinity,a | row 7, column 'x': 'Infinity' is infinite or too large",
        "1e300,a | is infinite or too large",
        "6,a,extra | row 7 (line 8) has 3 values",
        "6,\"a | quote opened on line 8",
        "6,lonely | class 'lonely' has only 1 rows",
      })
  void namesRowAndColumnOfBadData(String row, String words) throws Exception {
    assertRefusal(job(row), 3, "bad-data", words.strip());
  }

  @Test
  void readsMissingNumbersAndSkipsRowsWithoutATarget() {
    // Given
    JobFolder job = job("NaN,");
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.events().toString()).contains("1 rows have no value in 'kind'");
  }

  @Test
  void refusesMalformedUtf8() throws Exception {
    // Given
    byte[] data = "x,kind\n1,\u00e4\n".repeat(30).getBytes(StandardCharsets.ISO_8859_1);
    JobFolder job =
        JobFolder.of(root, "tabular-classification", "data.csv", data, "x:number", "kind:category")
            .target("kind");
    // Then
    assertRefusal(job, 3, "bad-data", "not valid UTF-8");
  }

  @ParameterizedTest
  @CsvSource({
    "rounds,0,hyperparameter rounds must be a whole number from 1 to 5000",
    "learningRate,7,hyperparameter learningRate must be a number from 0.001 to 1",
    "speed,1,unknown hyperparameter speed",
  })
  void refusesHyperparametersOutOfRange(String name, int value, String words) throws Exception {
    assertRefusal(job("6,a").hyperparameter(name, value), 2, "bad-config", words);
  }

  @Test
  void refusesATargetThatTheDatasetLacks() throws Exception {
    JobFolder job = job("6,a");
    job.job().put("target", "colour");
    assertRefusal(job, 2, "bad-config", "no column 'colour'");
  }

  @Test
  void refusesNumbersAsClasses() throws Exception {
    assertRefusal(job("6,a").target("x"), 2, "bad-config", "the target 'x' is a number");
  }

  @Test
  void refusesSharesThatDoNotAddUp() throws Exception {
    JobFolder job = job("6,a");
    job.job().putObject("split").put("train", 0.9).put("validation", 0.5).put("test", 0.2);
    assertRefusal(job, 2, "bad-config", "add up to 1");
  }

  @Test
  void callsADifferentFileTemporary() throws Exception {
    JobFolder job = job("6,a");
    job.job().withObject("/channels/train").put("sha256", "0".repeat(64));
    assertRefusal(job, 75, "internal", "differs from the dataset version");
  }

  @Test
  void saysThatMemoryRanOut() throws Exception {
    // Given
    var text = new StringBuilder("text,label\n");
    for (int i = 0; i < 300; i++) {
      text.append("word").append(i).append(i % 2 == 0 ? ",a\n" : ",b\n");
    }
    JobFolder job =
        JobFolder.csv(root, "text-classification", text.toString(), "text:text", "label:category");
    job.job().put("target", "label").put("text", "text");
    job.hyperparameter("hashBits", 22);
    // When
    Process process = job.start("-Xmx24m");
    JobFolder.Result result = JobFolder.finish(process);
    // Then
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.last("failed").path("code").asText()).isEqualTo("out-of-memory");
  }

  @Test
  void readsJsonLinesAndNamesTheBadRow() throws Exception {
    // Given
    var text = new StringBuilder();
    for (int i = 0; i < 30; i++) {
      text.append(i == 4 ? "{\"x\":[1],\"kind\":\"a\"}\n" : "{\"x\":" + i + ",\"kind\":\"b\"}\n");
    }
    JobFolder job =
        JobFolder.of(
                root,
                "tabular-classification",
                "data.jsonl",
                text.toString().getBytes(StandardCharsets.UTF_8),
                "x:number",
                "kind:category")
            .target("kind");
    // Then
    assertRefusal(job, 3, "bad-data", "row 5, column 'x' holds a list or object");
  }
}

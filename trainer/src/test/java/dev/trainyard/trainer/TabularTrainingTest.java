package dev.trainyard.trainer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.modelpackage.format.Datatype;
import dev.trainyard.modelpackage.format.ModelFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tabular jobs from data file to sealed package; every run also checks its own ONNX export. */
class TabularTrainingTest {

  @TempDir Path root;

  /** Categories, gaps, truth values, dates and an identifier-like column, with a rule in them. */
  private static String mixed(int rows, String kind) {
    var random = new Random(5);
    var text = new StringBuilder("colour,size,paid,day,code,target\n");
    for (int i = 0; i < rows; i++) {
      String colour = new String[] {"red", "green", "", "sky, \"blue\""}[random.nextInt(4)];
      double size = Math.round(random.nextDouble() * 1000) / 10.0;
      boolean paid = random.nextBoolean();
      double score = size + (colour.equals("red") ? 40 : 0) + (paid ? 20 : 0);
      String target =
          switch (kind) {
            case "boolean" -> Boolean.toString(score > 80);
            case "integer" -> Integer.toString(score > 100 ? 7 : score > 60 ? -2 : 30);
            case "category" -> score > 100 ? "high" : score > 60 ? "middle" : "low";
            default -> Double.toString(score);
          };
      text.append('"').append(colour.replace("\"", "\"\"")).append('"');
      text.append(',').append(random.nextInt(10) == 0 ? "" : Double.toString(size));
      text.append(',').append(random.nextInt(10) == 0 ? "" : Boolean.toString(paid));
      text.append(",2024-0").append(1 + random.nextInt(9)).append("-15");
      text.append(",c").append(random.nextInt(60)).append(',').append(target).append('\n');
    }
    return text.toString();
  }

  private JobFolder mixedJob(String task, String kind) {
    return JobFolder.csv(
            root,
            task,
            mixed(600, kind),
            "colour:category",
            "size:number",
            "paid:boolean",
            "day:date",
            "code:category",
            "target:" + kind)
        .target("target")
        .hyperparameter("rounds", 60);
  }

  @Test
  void learnsRealDataAndBeatsTheMajority() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root);
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/accuracy")).isGreaterThan(0.92);
    assertThat(result.report().path("confusion").path("labels").toString())
        .isEqualTo("[\"benign\",\"malignant\"]");
    assertThat(result.report().path("baseline").path("metrics").has("test/accuracy")).isTrue();
    assertThat(result.report().path("importance").get(0).path("value").asDouble()).isPositive();
    assertThat(result.last("done").path("@ml").asInt()).isEqualTo(1);
  }

  @Test
  void sealsAPackageWithAllItsFacts() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root).hyperparameter("rounds", 10);
    // When
    job.run();
    // Then
    ModelFolder folder = ModelFolder.open(job.model());
    assertThat(folder.descriptor().files())
        .containsOnlyKeys(
            "MLmodel",
            "README.md",
            "example.json",
            "model.onnx",
            "native/model.ubj",
            "preprocess.json",
            "split.json");
    JsonNode model = job.modelJson();
    assertThat(model.path("lineage").path("dataset").path("repo").asText()).isEqualTo("demo/data");
    assertThat(model.path("lineage").path("hyperparameters").path("rounds").asInt()).isEqualTo(10);
    assertThat(model.path("metrics").has("test/accuracy")).isTrue();
    assertThat(Files.readString(job.model().resolve("README.md")))
        .contains("held-out rows", "`diagnosis`", "mean_radius");
  }

  @Test
  void writesWhichRowsWereHeldOut() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root).hyperparameter("rounds", 2);
    // When
    job.run();
    // Then
    JsonNode split = JobFolder.JSON.readTree(job.model().resolve(ModelFolder.SPLIT).toFile());
    int all =
        split.path("train").size() + split.path("validation").size() + split.path("test").size();
    assertThat(all).isEqualTo(569);
    assertThat(split.path("test").size()).isBetween(110, 118);
  }

  @ParameterizedTest
  @CsvSource({"boolean,BOOL", "integer,INT64", "category,BYTES"})
  void servesLabelsInTheirOwnType(String kind, Datatype datatype) throws Exception {
    // Given
    JobFolder job = mixedJob("tabular-classification", kind);
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/accuracy")).isGreaterThan(0.75);
    var descriptor = ModelFolder.open(job.model()).descriptor();
    assertThat(descriptor.signature().outputs().getFirst().datatype()).isEqualTo(datatype);
    assertThat(descriptor.signature().inputs())
        .extracting(spec -> spec.datatype().name())
        .containsExactly("BYTES", "FP32", "FP32", "FP32", "BYTES");
  }

  @ParameterizedTest
  @ValueSource(strings = {"boosted-trees", "linear"})
  void learnsNumbers(String algorithm) throws Exception {
    // Given
    JobFolder job = mixedJob("tabular-regression", "number").hyperparameter("algorithm", algorithm);
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/r2")).isGreaterThan(0.7);
    assertThat(result.report().path("residuals").path("median").isNumber()).isTrue();
  }

  @Test
  void trainsALinearClassifierWhenAsked() throws Exception {
    // Given
    JobFolder job = JobFolder.breastCancer(root).hyperparameter("algorithm", "linear");
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(result.metric("test/accuracy")).isGreaterThan(0.94);
    assertThat(result.report().path("baseline").path("name").asText())
        .isEqualTo("class frequencies");
  }

  @Test
  void givesTheSameModelForTheSameSeed() throws Exception {
    // Given
    JobFolder first = JobFolder.breastCancer(root.resolve("a"));
    JobFolder second = JobFolder.breastCancer(root.resolve("b"));
    // When
    first.hyperparameter("rounds", 20).hyperparameter("subsample", 0.7).run();
    second.hyperparameter("rounds", 20).hyperparameter("subsample", 0.7).run();
    // Then
    assertThat(first.model().resolve("native/model.ubj"))
        .hasSameBinaryContentAs(second.model().resolve("native/model.ubj"));
  }

  @Test
  void renamesAnOutputThatAFeatureBearsAlready() throws Exception {
    // Given
    String text = mixed(200, "boolean").replaceFirst("size", "label");
    JobFolder job =
        JobFolder.csv(
                root,
                "tabular-classification",
                text,
                "colour:category",
                "label:number",
                "paid:boolean",
                "day:date",
                "code:category",
                "target:boolean")
            .target("target")
            .hyperparameter("rounds", 5);
    // When
    JobFolder.Result result = job.run();
    // Then
    assertThat(result.code()).isZero();
    assertThat(ModelFolder.open(job.model()).descriptor().signature().outputs().getFirst().name())
        .isEqualTo("label_output");
  }
}

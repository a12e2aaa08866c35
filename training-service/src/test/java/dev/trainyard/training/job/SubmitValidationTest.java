package dev.trainyard.training.job;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.oneOf;

import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.training.testing.Bench;
import dev.trainyard.training.testing.NeighboursResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused before anything is queued, with the field at fault. */
@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(NeighboursResource.class)
class SubmitValidationTest {

  private final Bench bench = Bench.ofNewUser();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "target|nowhere|422|target",
        "target|size|422|target",
        "task|cook-dinner|400|task",
        "task|tabular-regression|422|target",
        "name|../../etc|400|name",
        "name|Has Spaces|400|name",
        "namespace|admin|400|namespace",
        "namespace|a/../b|400|namespace",
        "text|note|400|text",
        "colour|red|400|colour",
        "target||400|target",
        "seed|many|400|seed"
      })
  void fieldIsRefused(String field, String value, int status, String named) {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put(field, value);

    // When
    ValidatableResponse answer = submit(request);

    // Then
    answer.statusCode(status).body("errors.field", hasItem(named));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "rounds=0",
        "rounds=999999999",
        "learningRate=-1",
        "rounds=1.5",
        "algorithm=magic",
        "nonsense=1"
      })
  void absurdHyperparameterIsRefused(String setting) {
    // Given
    bench.dataset("exit 1");
    String[] parts = setting.split("=", -1);

    // When
    ValidatableResponse answer = submitRaw("\"%s\":%s".formatted(parts[0], json(parts[1])));

    // Then
    answer.statusCode(422).body("errors[0].field", equalTo("hyperparameters." + parts[0]));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity", "-Infinity", "1e999"})
  void numberThatIsNoneIsRefused(String number) {
    // Given
    bench.dataset("exit 1");

    // When
    ValidatableResponse answer = submitRaw("\"learningRate\":" + number);

    // Then
    answer.statusCode(oneOf(400, 422));
  }

  @Test
  void nameOf300CharactersIsRefused() {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put("name", "x".repeat(300));

    // When, Then
    submit(request).statusCode(400).body("errors[0].field", equalTo("name"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "label|422|features[0]",
        "note|422|features[0]",
        "nowhere|422|features[0]",
        "size,size|400|features[1]",
        "|400|features"
      })
  void featureIsRefused(String names, int status, String field) {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put("features", names == null ? List.of() : List.of(names.split(",", -1)));

    // When, Then
    submit(request).statusCode(status).body("errors[0].field", equalTo(field));
  }

  @Test
  void oneClassIsRefused() {
    refusedTarget(Bench.label(100), 100, "target", "one class");
  }

  @Test
  void classOfTwoRowsIsRefused() {
    refusedTarget(Bench.label(98, 2), 100, "target", "rows of each class");
  }

  @Test
  void smallClassBeyondTheListedValuesIsFound() {
    Map<String, Object> label = Bench.label(50, 49);
    label.put("distinctCount", 3);
    refusedTarget(label, 100, "target", "rows of each class");
  }

  @Test
  void tooManyClassesAreRefused() {
    Map<String, Object> label = Bench.label();
    label.put("distinctCount", 5000);
    refusedTarget(label, 100_000, "target", "classes");
  }

  @Test
  void tooFewRowsAreRefused() {
    refusedTarget(Bench.label(10, 9), 19, "dataset", "20");
  }

  @ParameterizedTest
  @CsvSource({"failed,cannot be read", "pending,examined", "computing,examined"})
  void profileThatIsNotReadyIsRefused(String status, String message) {
    // Given
    Map<String, Object> profile = Bench.profile(100, List.of());
    profile.put("status", status);
    bench.dataset("data", "x", profile);

    // When, Then
    submit(bench.request())
        .statusCode(422)
        .body("errors[0].field", equalTo("dataset"))
        .body("errors[0].message", containsString(message));
  }

  @Test
  void unknownDatasetAndForeignDatasetLookAlike() {
    // Given
    Bench other = Bench.ofNewUser();
    other.dataset("exit 1");
    Map<String, Object> foreign = bench.request();
    foreign.put("dataset", Map.of("repo", other.name() + "/data"));

    // When
    ValidatableResponse ofUnknown = submit(bench.request());
    ValidatableResponse ofForeign = submit(foreign);

    // Then
    ofUnknown.statusCode(422).body("errors[0].field", equalTo("dataset.repo"));
    ofForeign.statusCode(422).body("errors[0].field", equalTo("dataset.repo"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"../x.csv", "/etc/passwd", "a//b", "a\\b"})
  void pathThatLeavesTheDatasetIsRefused(String path) {
    // Given
    Map<String, Object> request = bench.request();
    request.put("dataset", Map.of("repo", bench.name() + "/data", "path", path));

    // When, Then
    submit(request).statusCode(400).body("errors[0].field", equalTo("dataset.path"));
  }

  @Test
  void sharesMustAddUpToOne() {
    // Given
    Map<String, Object> request = bench.request();
    request.put("split", Map.of("train", 0.9, "validation", 0.1, "test", 0.2));

    // When, Then
    submit(request).statusCode(400).body("errors[0].field", equalTo("split"));
  }

  @ParameterizedTest
  @CsvSource({"nowhere,422", "size,422", "label,422", "note,201"})
  void textTaskNeedsAColumnOfText(String column, int status) {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put("task", "text-classification");
    request.put("text", column);

    // When, Then
    submit(request).statusCode(status);
  }

  @Test
  void textTaskWithoutTextIsRefused() {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put("task", "text-classification");

    // When, Then
    submit(request).statusCode(400).body("errors[0].field", equalTo("text"));
  }

  @Test
  void modelInAForeignNamespaceIsRefused() {
    // Given
    bench.dataset("exit 1");
    Map<String, Object> request = bench.request();
    request.put("model", Map.of("repo", "somebody/model"));

    // When, Then
    submit(request).statusCode(400).body("errors[0].field", equalTo("model.repo"));
  }

  @Test
  void outageOfTheDatasetsIsSaidAsSuch() {
    // Given
    bench.dataset("exit 1");
    Bench.fail("/api/v1/datasets/" + bench.name(), 503, 1);

    // When, Then
    submit(bench.request())
        .statusCode(503)
        .header("Retry-After", equalTo("5"))
        .body("type", equalTo("urn:trainyard:problem:dependency-unavailable"));
  }

  private void refusedTarget(Map<String, Object> label, long rows, String field, String message) {
    // Given
    List<Map<String, Object>> columns = new ArrayList<>(List.of(Bench.column("size", "number", 9)));
    columns.add(label);
    bench.dataset("data", "x", Bench.profile(rows, columns));

    // When, Then
    submit(bench.request())
        .statusCode(422)
        .body("errors[0].field", equalTo(field))
        .body("errors[0].message", containsString(message));
  }

  private ValidatableResponse submit(Map<String, Object> request) {
    return bench.call().body(request).post(Bench.JOBS).then();
  }

  private ValidatableResponse submitRaw(String hyperparameters) {
    String body =
        """
        {"task":"tabular-classification","dataset":{"repo":"%s/data"},"target":"label",
         "hyperparameters":{%s}}
        """
            .formatted(bench.name(), hyperparameters);
    return bench.call().body(body).post(Bench.JOBS).then();
  }

  private static String json(String value) {
    return value.matches("-?[0-9.]+") ? value : '"' + value + '"';
  }
}

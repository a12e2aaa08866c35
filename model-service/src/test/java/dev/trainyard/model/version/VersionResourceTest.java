package dev.trainyard.model.version;

import static dev.trainyard.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.trainyard.model.testing.ModelTestResource;
import dev.trainyard.model.testing.Models;
import dev.trainyard.testing.PlatformTestResource;
import dev.trainyard.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(PlatformTestResource.class)
@QuarkusTestResource(ModelTestResource.class)
class VersionResourceTest {

  private final Models ada =
      new Models(Tokens.user("ada-" + UUID.randomUUID().toString().substring(0, 8)));
  private String model;
  private String commit;

  @BeforeEach
  void makeModel() {
    model = ada.repository("house", "private");
    commit = ada.commit(model, Models.multiplier(2, "ok"));
  }

  @Test
  void versionPointsAtItsCommitAndIsTagged() {
    // Given
    Map<String, Object> body = Models.registration(commit);

    // When
    var response = ada.register(model, body);

    // Then
    response
        .statusCode(201)
        .body("number", equalTo(1))
        .body("commit", equalTo(commit))
        .body("createdBy", equalTo(ada.user().name()))
        .body("metrics.'test/rmse'", equalTo(0.25f))
        .body("signature.inputs[0].name", equalTo("x"))
        .body("lineage.dataset", nullValue());
    as(ada.user())
        .get("/api/v1/models/" + model + "/tags")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("v1"));
    as(ada.user()).get("/" + model + "/resolve/v1/factor.txt").then().statusCode(200);
  }

  @Test
  void repeatWithTheSameKeyIsTheSameVersion() {
    // Given
    String key = UUID.randomUUID().toString();
    String first = registered(key).header("Idempotency-Replayed", nullValue()).extract().asString();

    // When
    var repeat = registered(key);

    // Then
    repeat.header("Idempotency-Replayed", equalTo("true"));
    assertThat(repeat.extract().asString()).isEqualTo(first);
    as(ada.user())
        .get("/api/v1/models/" + model + "/versions")
        .then()
        .body("items.number", equalTo(List.of(1)));
  }

  private ValidatableResponse registered(String key) {
    return as(ada.user())
        .header("Idempotency-Key", key)
        .body(Models.registration(commit))
        .post("/api/v1/models/" + model + "/versions")
        .then()
        .statusCode(201);
  }

  @Test
  void secondRegistrationOfAJobIsTheFirstVersion() {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put("jobId", UUID.randomUUID().toString());
    ada.register(model, body).statusCode(201).body("number", equalTo(1));
    body.put("commit", ada.commit(model, Models.multiplier(3, "ok")));

    // When
    var response = ada.register(model, body);

    // Then
    response.statusCode(200).body("number", equalTo(1)).body("commit", equalTo(commit));
  }

  @Test
  void jobCannotRegisterInTwoModels() {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put("jobId", UUID.randomUUID().toString());
    ada.register(model, body).statusCode(201);
    String other = ada.repository("other", "private");
    body.put("commit", ada.commit(other, Models.multiplier(2, "ok")));

    // When
    var response = ada.register(other, body);

    // Then
    response.statusCode(409).body("type", equalTo("urn:trainyard:problem:conflict"));
  }

  @Test
  void concurrentRegistrationsGetNumbersWithoutGaps() throws Exception {
    // Given
    List<Callable<Integer>> calls =
        IntStream.range(0, 20)
            .<Callable<Integer>>mapToObj(
                _ ->
                    () ->
                        ada.register(model, Models.registration(commit))
                            .statusCode(201)
                            .extract()
                            .path("number"))
            .toList();

    // When
    List<Integer> numbers;
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      numbers = threads.invokeAll(calls).stream().map(Future::resultNow).sorted().toList();
    }

    // Then
    assertThat(numbers).isEqualTo(IntStream.rangeClosed(1, 20).boxed().toList());
  }

  @Test
  void concurrentRegistrationsOfOneJobMakeOneVersion() throws Exception {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put("jobId", UUID.randomUUID().toString());
    List<Callable<Integer>> calls =
        IntStream.range(0, 20)
            .<Callable<Integer>>mapToObj(
                _ -> () -> ada.register(model, body).extract().statusCode())
            .toList();

    // When
    List<Integer> statuses;
    try (ExecutorService threads = Executors.newFixedThreadPool(20)) {
      statuses = threads.invokeAll(calls).stream().map(Future::resultNow).toList();
    }

    // Then
    assertThat(statuses).containsOnly(200, 201).containsOnlyOnce(201);
  }

  @Test
  void listPagesNewestFirst() {
    // Given
    IntStream.range(0, 3).forEach(_ -> ada.register(model, Models.registration(commit)));

    // When
    String cursor =
        as(ada.user())
            .get("/api/v1/models/" + model + "/versions?limit=2")
            .then()
            .statusCode(200)
            .body("items.number", equalTo(List.of(3, 2)))
            .extract()
            .path("nextCursor");

    // Then
    as(ada.user())
        .get("/api/v1/models/" + model + "/versions?limit=2&cursor=" + cursor)
        .then()
        .statusCode(200)
        .body("items.number", equalTo(List.of(1)))
        .body("nextCursor", nullValue());
  }

  @Test
  void unknownCommitContradictsTheModel() {
    // When
    var response = ada.register(model, Models.registration("0".repeat(40)));

    // Then
    response.statusCode(422).body("errors[0].field", equalTo("commit"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"NaN", "Infinity"})
  void metricMustBeFinite(String value) {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put("metrics", Map.of("test/rmse", value));

    // When
    var response = ada.register(model, body);

    // Then
    response.statusCode(400);
  }

  @Test
  void shapeMustHoldSizes() {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put(
        "signature",
        Map.of(
            "inputs",
            List.of(Map.of("name", "x", "datatype", "FP64", "shape", List.of(-2))),
            "outputs",
            List.of(Map.of("name", "y", "datatype", "FP64", "shape", List.of(1)))));

    // When
    var response = ada.register(model, body);

    // Then
    response.statusCode(400).body("errors[0].field", equalTo("signature.inputs[0].shape"));
  }

  @Test
  void unknownFieldIsRefused() {
    // Given
    Map<String, Object> body = Models.registration(commit);
    body.put("number", 7);

    // When
    var response = ada.register(model, body);

    // Then
    response.statusCode(400).body("errors[0].field", equalTo("number"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"task", "metric", "input", "file", "dataset"})
  void registrationMayNotContradictThePackage(String what) {
    // Given
    String digest = "a".repeat(64);
    Map<String, String> files = new HashMap<>(Models.multiplier(2, "ok"));
    files.put(
        "model.json",
        """
        {"format":1,"task":"%s","metrics":{"test/rmse":%s},
         "signature":{"inputs":[{"name":"%s","datatype":"FP64","shape":[-1]}],
                      "outputs":[{"name":"y","datatype":"FP64","shape":[-1]}]},
         "files":{%s},
         "lineage":{"dataset":{"sha256":"%s"}}}
        """
            .formatted(
                what.equals("task") ? "text-classification" : "tabular-regression",
                what.equals("metric") ? "0.5" : "0.25",
                what.equals("input") ? "z" : "x",
                what.equals("file")
                    ? "\"factor.txt\":{\"sha256\":\"" + digest + "\",\"sizeBytes\":3}"
                    : "",
                what.equals("dataset") ? digest : "b".repeat(64)));
    Map<String, Object> body = Models.registration(ada.commit(model, files));
    body.put(
        "lineage",
        Map.of(
            "dataset",
            Map.of(
                "repo", "ada/data", "commit", commit, "path", "d.csv", "sha256", "b".repeat(64))));

    // When
    var response = ada.register(model, body);

    // Then
    response.statusCode(422).body("errors[0].message", containsString("model.json"));
  }

  @Test
  void strangerSeesNoVersions() {
    // Given
    ada.register(model, Models.registration(commit)).statusCode(201);
    Tokens.Builder stranger = Tokens.user("eve-" + UUID.randomUUID());

    // When
    var response = as(stranger).get("/api/v1/models/" + model + "/versions/1").then();

    // Then
    response.statusCode(404);
  }
}

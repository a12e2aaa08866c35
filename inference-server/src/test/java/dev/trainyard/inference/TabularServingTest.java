package dev.trainyard.inference;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.trainyard.inference.http.InferenceServer;
import dev.trainyard.inference.model.Model;
import dev.trainyard.inference.model.ModelLoader;
import dev.trainyard.modelpackage.format.ModelFolder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The protocol over HTTP, with a tabular model from the real trainer. */
class TabularServingTest {

  private static final String ROWS =
      """
      {"id":"q7","inputs":[
        {"name":"colour","datatype":"BYTES","shape":[3,1],"data":["red","never seen",null]},
        {"name":"size","datatype":"FP32","shape":[3,1],"data":[[90],[10],[SIZE]]},
        {"name":"paid","datatype":"FP32","shape":[3,1],"data":[1,0,null]},
        {"name":"day","datatype":"FP32","shape":[3,1],"data":[19850,19851,19852]}]REST}
      """;

  @TempDir static Path root;

  private static Model model;
  private static RunningServer server;

  @BeforeAll
  static void start() throws Exception {
    ModelFolder folder = ModelFolder.open(TrainedPackages.shapes(root));
    model = ModelLoader.load(folder);
    server = new RunningServer(model, new InferenceServer.Bounds(2, 8, 4096));
  }

  @AfterAll
  static void stop() {
    server.close();
    model.close();
  }

  private static String rows(String size, String rest) {
    return ROWS.replace("SIZE", size).replace("REST", rest);
  }

  @Test
  void answersRowMajorWithTheIdOfTheRequest() throws Exception {
    // When
    RunningServer.Answer answer = server.infer(rows("null", ""));
    // Then
    assertThat(answer.status()).isEqualTo(200);
    JsonNode json = answer.json();
    assertThat(json.path("id").asText()).isEqualTo("q7");
    assertThat(json.path("model_name").asText()).isEqualTo("shapes");
    assertThat(json.path("model_version").asText()).isEqualTo("2");
    JsonNode label = json.path("outputs").get(0);
    assertThat(label.path("datatype").asText()).isEqualTo("BOOL");
    assertThat(label.path("data").get(0).asBoolean()).isTrue();
    assertThat(label.path("data").get(1).asBoolean()).isFalse();
    JsonNode probabilities = json.path("outputs").get(1);
    assertThat(probabilities.path("shape").toString()).isEqualTo("[3,2]");
    assertThat(probabilities.path("data").size()).isEqualTo(6);
  }

  @Test
  void takesNullAndNanForAMissingNumberAlike() throws Exception {
    assertThat(server.infer(rows("NaN", "")).body())
        .isEqualTo(server.infer(rows("null", "")).body());
  }

  @Test
  void givesOnlyTheOutputsAskedFor() throws Exception {
    JsonNode json = server.infer(rows("5", ",\"outputs\":[{\"name\":\"label\"}]")).json();
    assertThat(json.path("outputs").size()).isEqualTo(1);
  }

  @Test
  void takesTruthValuesAndIsoDatesAsPeopleWriteThem() throws Exception {
    // Given
    String plain = rows("5", "").replace("\"data\":[1,0,null]", "\"data\":[true,false,null]");
    String typed =
        plain
            .replace(
                "\"name\":\"paid\",\"datatype\":\"FP32\"",
                "\"name\":\"paid\",\"datatype\":\"BOOL\"")
            .replace(
                "\"name\":\"day\",\"datatype\":\"FP32\"", "\"name\":\"day\",\"datatype\":\"BYTES\"")
            .replace("[19850,19851,19852]", "[\"2024-05-07\",\"2024-05-08\",\"2024-05-09\"]");
    // Then
    assertThat(server.infer(typed).body()).isEqualTo(server.infer(rows("5", "")).body());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[3,1] | [3] | has shape",
        "[[90],[10],[5]] | [1,2] | has 2 elements",
        "\"FP32\" | \"INT64\" | must have FP32",
        "\"size\" | \"weight\" | no input 'weight'",
        "[[90],[10],[5]] | [\"a\",\"b\",\"c\"] | numbers or null",
        "[[90],[10],[5]] | [1e300,1,2] | too large for FP32",
        "[[90],[10],[5]] | [[[[[[[[[1]]]]]]]]] | nested deeper",
        "\"red\" | 5 | must hold texts",
        "\"inputs\" | \"input\" | no inputs",
        "\"q7\" | 7 | id must be a text",
        "[3,1] | [99999999999,99999999999] | has shape",
        "{\"id\" | {\"id | no valid JSON",
      })
  void refusesWhatDoesNotFitTheSignature(String part, String instead, String words)
      throws Exception {
    // When
    RunningServer.Answer answer = server.infer(rows("5", "").replace(part, instead));
    // Then
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asText()).contains(words);
  }

  @Test
  void refusesAMissingInputAndUnequalRows() throws Exception {
    // Given
    String one =
        "{\"inputs\":[{\"name\":\"size\",\"datatype\":\"FP32\",\"shape\":[1,1],\"data\":[1]}]}";
    String unequal =
        rows("5", "")
            .replace(
                "\"FP32\",\"shape\":[3,1],\"data\":[1,0,null]",
                "\"FP32\",\"shape\":[1,1],\"data\":[1]");
    // Then
    assertThat(server.infer(one).json().path("error").asText()).contains("'colour' is missing");
    assertThat(server.infer(unequal).json().path("error").asText()).contains("another input has 3");
    assertThat(server.infer(rows("5", ",\"outputs\":[{\"name\":\"x\"}]")).status()).isEqualTo(400);
    assertThat(server.infer(rows("5", "") + "{}").json().path("error").asText())
        .contains("goes on");
  }

  @Test
  void describesItselfAndItsModel() throws Exception {
    assertThat(server.get("/v2").json().path("name").asText())
        .isEqualTo("trainyard-inference-server");
    assertThat(server.get("/v2/health/live").json().path("live").asBoolean()).isTrue();
    assertThat(server.get("/v2/health/ready").json().path("ready").asBoolean()).isTrue();
    assertThat(server.get("/v2/models").json().path("models").get(0).asText()).isEqualTo("shapes");
    assertThat(server.get("/v2/models/shapes/versions/2/ready").json().path("ready").asBoolean())
        .isTrue();
    JsonNode metadata = server.get("/v2/models/shapes").json();
    assertThat(metadata.path("platform").asText()).isEqualTo("onnxruntime_onnx");
    assertThat(metadata.path("inputs").get(1).toString())
        .isEqualTo("{\"name\":\"size\",\"datatype\":\"FP32\",\"shape\":[-1,1]}");
  }

  @Test
  void knowsOnlyItsOwnPaths() throws Exception {
    assertThat(server.get("/v2/models/other").status()).isEqualTo(404);
    assertThat(server.get("/v2/models/shapes/versions/1").status()).isEqualTo(404);
    assertThat(server.get("/v2/models/shapes/else").status()).isEqualTo(404);
    assertThat(server.get("/").status()).isEqualTo(404);
    assertThat(server.get("/v2/models/%73hapes").status()).isEqualTo(200);
    assertThat(server.get("/v2/models/shapes/infer").status()).isEqualTo(405);
    assertThat(server.post("/v2", BodyPublishers.noBody()).join().status()).isEqualTo(405);
  }

  @Test
  void refusesABodyOverTheLimit() {
    assertThat(server.infer(" ".repeat(5000)).status()).isEqualTo(413);
    var chunked = BodyPublishers.fromPublisher(BodyPublishers.ofString(" ".repeat(5000)));
    assertThat(server.post("/v2/models/shapes/infer", chunked).join().status()).isEqualTo(413);
  }

  @Test
  void countsInPrometheusText() throws Exception {
    // Given
    server.infer(rows("5", ""));
    // When
    String text = server.get("/metrics").body();
    // Then
    assertThat(text)
        .contains("trainyard_inference_requests_total{code=\"200\"}")
        .contains("trainyard_inference_request_seconds_bucket{le=\"+Inf\"}")
        .contains("trainyard_inference_queue_depth 0");
  }
}

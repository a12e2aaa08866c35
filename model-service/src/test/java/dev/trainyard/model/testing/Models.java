package dev.trainyard.model.testing;

import static dev.trainyard.testing.Tokens.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.trainyard.testing.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes models and deployments the way users do, over HTTP, as one user. */
public record Models(Tokens.Builder user) {

  public static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Creates the repository; answers its public name. */
  public String repository(String name, String visibility) {
    as(user)
        .body(Map.of("name", name, "visibility", visibility))
        .post("/api/v1/models")
        .then()
        .statusCode(201);
    return user.name() + "/" + name;
  }

  /** The files of a package whose model multiplies by the factor. */
  public static Map<String, String> multiplier(double factor, String behaviour) {
    Map<String, String> files = new HashMap<>();
    files.put("behaviour.txt", behaviour);
    files.put("factor.txt", Double.toString(factor));
    files.put(
        "example.json",
        """
        {"request":{"inputs":[{"name":"x","shape":[2],"datatype":"FP64","data":[1,2]}]},
         "response":{"outputs":[{"name":"y","datatype":"FP64","shape":[2],"data":[%s,%s]}],"tolerance":1e-4}}
        """
            .formatted(factor, 2 * factor));
    return files;
  }

  /** Commits texts to main; answers the commit's id. */
  public String commit(String model, Map<String, String> files) {
    Map<String, byte[]> contents = new HashMap<>();
    files.forEach((path, text) -> contents.put(path, text.getBytes(StandardCharsets.UTF_8)));
    return commitBytes(model, contents);
  }

  /** Commits files to main; answers the commit's id. */
  public String commitBytes(String model, Map<String, byte[]> files) {
    List<Map<String, String>> operations = new ArrayList<>();
    files.forEach(
        (path, content) ->
            operations.add(
                Map.of(
                    "op",
                    "add",
                    "path",
                    path,
                    "contentBase64",
                    Base64.getEncoder().encodeToString(content))));
    return as(user)
        .body(Map.of("message", "add a package", "operations", operations))
        .post("/api/v1/models/" + model + "/commits")
        .then()
        .statusCode(201)
        .extract()
        .path("id");
  }

  /** The least that a registration needs. */
  public static Map<String, Object> registration(String commit) {
    Map<String, Object> body = new HashMap<>();
    body.put("commit", commit);
    body.put("task", "tabular-regression");
    body.put("metrics", Map.of("test/rmse", 0.25));
    body.put(
        "signature",
        Map.of(
            "inputs",
            List.of(Map.of("name", "x", "datatype", "FP64", "shape", List.of(-1))),
            "outputs",
            List.of(Map.of("name", "y", "datatype", "FP64", "shape", List.of(-1)))));
    return body;
  }

  public ValidatableResponse register(String model, Map<String, Object> body) {
    return as(user).body(body).post("/api/v1/models/" + model + "/versions").then();
  }

  /** Commits and registers; answers the number. */
  public int version(String model, Map<String, String> files) {
    return register(model, registration(commit(model, files)))
        .statusCode(201)
        .extract()
        .path("number");
  }

  /** A model of its own with one version of this behaviour. */
  public String deployable(String name, String behaviour) {
    String model = repository(name, "private");
    version(model, multiplier(2, behaviour));
    return model;
  }

  public ValidatableResponse deploy(String name, String model, int version, int replicas) {
    return as(user)
        .body(Map.of("name", name, "model", model, "version", version, "replicas", replicas))
        .post("/api/v1/deployments")
        .then();
  }

  public String deploymentPath(String name) {
    return "/api/v1/deployments/" + user.name() + "/" + name;
  }

  public JsonPath deployment(String name) {
    return as(user).get(deploymentPath(name)).then().statusCode(200).extract().jsonPath();
  }

  /** Waits for a state; fails with what the deployment says of itself. */
  public JsonPath awaitState(String name, String state) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonPath deployment = deployment(name);
              assertThat(deployment.getString("state")).as(deployment.prettify()).isEqualTo(state);
            });
    return deployment(name);
  }

  public ValidatableResponse change(String name, Map<String, Object> body) {
    return as(user).body(body).patch(deploymentPath(name)).then();
  }

  public void delete(String name) {
    as(user).delete(deploymentPath(name)).then().statusCode(204);
  }

  /** What the gateway is told. */
  public JsonPath route(String name) {
    return as(user)
        .header("X-Trainyard-Client", ModelTestResource.GATEWAY)
        .get("/internal/routes/" + user.name() + "/" + name)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }
}

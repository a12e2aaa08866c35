package dev.trainyard.dataset;

import static io.restassured.RestAssured.given;

import dev.trainyard.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user of the dataset service's API with an own namespace. */
public final class DatasetApi {

  private final Tokens.Builder user =
      Tokens.user("u" + UUID.randomUUID().toString().substring(0, 18));

  public String name() {
    return user.name();
  }

  public RequestSpecification request() {
    return given().auth().oauth2(user.sign());
  }

  public RequestSpecification json() {
    return request().contentType(ContentType.JSON);
  }

  public static String path(String repository, String rest) {
    return "/api/v1/datasets/" + repository + rest;
  }

  public String repository() {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    json().body(Map.of("name", name)).post("/api/v1/datasets").then().statusCode(201);
    return name() + "/" + name;
  }

  public Response commit(String repository, String check, Map<String, ?> files) {
    List<Map<String, Object>> operations =
        files.entrySet().stream().map(file -> add(file.getKey(), file.getValue())).toList();
    Map<String, Object> body = new HashMap<>();
    body.put("message", "Add files");
    body.put("operations", operations);
    if (check != null) {
      body.put("check", check);
    }
    return json().body(body).post(path(repository, "/commits"));
  }

  private static Map<String, Object> add(String path, Object content) {
    return switch (content) {
      case UUID upload -> Map.of("op", "add", "path", path, "uploadId", upload.toString());
      case byte[] bytes ->
          Map.of(
              "op",
              "add",
              "path",
              path,
              "contentBase64",
              Base64.getEncoder().encodeToString(bytes));
      default -> add(path, content.toString().getBytes(StandardCharsets.UTF_8));
    };
  }

  public UUID uploaded(String repository, byte[] content) {
    String url =
        request()
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", content.length)
            .contentType("application/offset+octet-stream")
            .body(content)
            .post(path(repository, "/uploads"))
            .then()
            .statusCode(201)
            .extract()
            .header("Location");
    return UUID.fromString(url.substring(url.lastIndexOf('/') + 1));
  }
}

package dev.trainyard.hub;

import static io.restassured.RestAssured.given;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.trainyard.testing.Tokens;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A user who calls the hub's API; each has an own namespace, so tests never meet. */
public final class HubApi {

  private static final String ROOT = "/api/v1/datasets";

  private final Tokens.Builder user;

  /** One operation of a commit's request. */
  public record Operation(@JsonValue Map<String, Object> fields) {

    static Operation of(Object... pairs) {
      Map<String, Object> fields = new HashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        fields.put(pairs[i].toString(), pairs[i + 1]);
      }
      return new Operation(fields);
    }
  }

  private HubApi(Tokens.Builder user) {
    this.user = user;
  }

  public static HubApi someone() {
    return new HubApi(Tokens.user("u" + UUID.randomUUID().toString().substring(0, 18)));
  }

  public static HubApi as(Tokens.Builder user) {
    return new HubApi(user);
  }

  public String name() {
    return user.name();
  }

  public String token() {
    return user.sign();
  }

  public RequestSpecification request() {
    return given().auth().oauth2(user.sign());
  }

  public RequestSpecification json() {
    return request().contentType(ContentType.JSON);
  }

  public static String path(String repository, String rest) {
    return ROOT + "/" + repository + rest;
  }

  /** Makes a repository in the own namespace and returns its full name. */
  public String repository(String visibility) {
    String name = "r" + UUID.randomUUID().toString().substring(0, 8);
    json().body(Map.of("name", name, "visibility", visibility)).post(ROOT).then().statusCode(201);
    return name() + "/" + name;
  }

  public final Response commit(String repository, String parent, Operation... operations) {
    return commit(repository, "main", parent, Arrays.asList(operations));
  }

  public Response commit(
      String repository, String branch, String parent, List<Operation> operations) {
    Map<String, Object> body = new HashMap<>();
    body.put("branch", branch);
    body.put("message", "Change files");
    body.put("operations", operations);
    if (parent != null) {
      body.put("parent", parent);
    }
    return json().body(body).post(path(repository, "/commits"));
  }

  public final String committed(String repository, Operation... operations) {
    return commit(repository, null, operations).then().statusCode(201).extract().path("id");
  }

  public static Operation add(String path, String content) {
    return Operation.of(
        "op",
        "add",
        "path",
        path,
        "contentBase64",
        Base64.getEncoder().encodeToString(content.getBytes(StandardCharsets.UTF_8)));
  }

  public static Operation add(String path, UUID upload) {
    return Operation.of("op", "add", "path", path, "uploadId", upload.toString());
  }

  public static Operation delete(String path) {
    return Operation.of("op", "delete", "path", path);
  }

  public static Operation copy(String path, String fromRev, String fromPath) {
    return Operation.of("op", "copy", "path", path, "fromRev", fromRev, "fromPath", fromPath);
  }

  /** Paths of a listing, all pages of it. */
  public List<String> tree(
      String repository, String revision, String directory, boolean recursive) {
    var paths = new ArrayList<String>();
    String cursor = "";
    do {
      Response page =
          request()
              .queryParam("path", directory)
              .queryParam("recursive", recursive)
              .queryParam("limit", 3)
              .queryParam("cursor", cursor)
              .get(path(repository, "/tree/" + revision));
      page.then().statusCode(200);
      paths.addAll(page.jsonPath().getList("items.path", String.class));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    return paths;
  }

  public Response download(String repository, String revision, String path) {
    return request().get("/datasets/" + repository + "/resolve/" + revision + "/" + path);
  }

  public RequestSpecification tus() {
    return request().header("Tus-Resumable", "1.0.0");
  }

  /** Begins an upload and returns its URL. */
  public String upload(String repository, long length) {
    return tus()
        .header("Upload-Length", length)
        .header("Upload-Metadata", "filename " + base64("data.csv"))
        .post(path(repository, "/uploads"))
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  public Response append(String url, long offset, byte[] bytes) {
    return tus()
        .contentType("application/offset+octet-stream")
        .header("Upload-Offset", offset)
        .body(bytes)
        .patch(url);
  }

  /** Uploads a whole content and returns the upload's id. */
  public UUID uploaded(String repository, byte[] content) {
    String url = upload(repository, content.length);
    append(url, 0, content).then().statusCode(204);
    return id(url);
  }

  public static UUID id(String url) {
    return UUID.fromString(url.substring(url.lastIndexOf('/') + 1));
  }

  public static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}

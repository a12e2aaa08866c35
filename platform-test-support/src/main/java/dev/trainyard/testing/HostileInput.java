package dev.trainyard.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/**
 * Sends every operation of a service what no honest client sends: bodies that are too large, too
 * deep, broken or have unknown fields, and hostile texts in the path and the query. Each has to end
 * in an answer that blames the client, and in a problem document that tells nothing about the
 * inside.
 */
public final class HostileInput {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");
  private static final String UNKNOWN = "intruder";
  private static final int DEPTH = 1100;
  private static final int LARGE = 20 << 20;

  /** Percent-encoded texts; the last one is no UTF-8. */
  private static final List<String> TEXTS =
      List.of(
          "..%2F..%2Fetc%2Fpasswd",
          "a%00b",
          "a%0D%0AX-Injected:%201",
          "%1B%5B31m",
          "x".repeat(300),
          "%F0%9F%98%80",
          "'%3B%20DROP%20TABLE%20account%3B--",
          "NaN",
          "-1",
          "1e999",
          "99999999999999999999",
          "%C0%AF");

  private final JsonNode document;
  private final String token;
  private final List<String> refused;
  private final Map<String, String> known;
  private final HostileClient client;

  private HostileInput(
      JsonNode document,
      String token,
      List<String> refused,
      Map<String, String> known,
      Map<String, String> clients) {
    this.document = document;
    this.token = token;
    this.refused = refused;
    this.known = known;
    this.client = new HostileClient(clients);
  }

  /**
   * The tests of a service.
   *
   * @param contract its OpenAPI document
   * @param token of an administrator, so that nothing ends at a missing right
   * @param refused tokens that are expired, forged or signed for something else
   * @param known values of path parameters, by name, that lead to something that exists
   */
  public static Stream<DynamicTest> tests(
      Path contract, String token, List<String> refused, Map<String, String> known)
      throws IOException {
    return tests(contract, token, refused, known, Map.of());
  }

  /**
   * The tests of a service with internal routes.
   *
   * @param clients value of the header {@code X-Trainyard-Client} by the beginning of the path
   */
  public static Stream<DynamicTest> tests(
      Path contract,
      String token,
      List<String> refused,
      Map<String, String> known,
      Map<String, String> clients)
      throws IOException {
    JsonNode document = new YAMLMapper().readTree(contract.toFile());
    var input = new HostileInput(document, token, refused, known, clients);
    List<DynamicTest> tests = new ArrayList<>();
    for (var path : input.document.at("/paths").properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          input.add(tests, operation.getKey(), path.getKey(), operation.getValue());
        }
      }
    }
    return tests.stream();
  }

  private void add(List<DynamicTest> tests, String verb, String path, JsonNode operation) {
    String method = verb.toUpperCase(Locale.ROOT);
    String name = method + " " + path + ": ";
    JsonNode schema = operation.at("/requestBody/content/application~1json/schema");
    tests.add(dynamicTest(name + "tokens", () -> tokens(method, path)));
    if (path.contains("{")) {
      tests.add(dynamicTest(name + "texts in the path", () -> paths(method, path)));
    }
    if (method.equals("GET")) {
      for (JsonNode parameter : operation.path("parameters")) {
        if (parameter.path("in").asText().equals("query")) {
          String query = parameter.path("name").asText();
          tests.add(dynamicTest(name + query, () -> queries(path, query)));
        }
      }
    }
    if (!schema.isMissingNode()) {
      tests.add(dynamicTest(name + "unknown field", () -> unknownField(method, path)));
      tests.add(dynamicTest(name + "broken bodies", () -> brokenBodies(method, path)));
      tests.add(dynamicTest(name + "nested bodies", () -> deepBodies(method, path, schema)));
      tests.add(dynamicTest(name + "large body", () -> largeBody(method, path)));
    }
  }

  /** A bad token is refused, or where no token is needed, gives no more than having none. */
  private void tokens(String method, String path) throws Exception {
    int anonymous = send(method, filled(path), BodyPublishers.noBody(), "").statusCode();
    for (String bad : refused) {
      assertThat(send(method, filled(path), BodyPublishers.noBody(), bad).statusCode())
          .isIn(401, anonymous);
    }
  }

  private void paths(String method, String path) throws Exception {
    for (String text : TEXTS) {
      String hostile = path.replaceAll("\\{[^}]+}", text);
      BodyPublisher body =
          method.equals("GET") || method.equals("DELETE")
              ? BodyPublishers.noBody()
              : BodyPublishers.ofString("{}");
      requireRefusal(method + " " + hostile, send(method, hostile, body));
    }
  }

  private void queries(String path, String query) throws Exception {
    for (String text : TEXTS) {
      String request = filled(path) + "?" + query + "=" + text;
      HttpResponse<String> response = send("GET", request, BodyPublishers.noBody());
      if (response.statusCode() >= 300) {
        requireRefusal(request, response);
      }
    }
  }

  private void unknownField(String method, String path) throws Exception {
    HttpResponse<String> response =
        send(method, filled(path), BodyPublishers.ofString("{\"" + UNKNOWN + "\":1}"));
    requireRefusal(path, response);
    assertThat(response.statusCode()).isIn(400, 422);
    assertThat(JSON.readTree(response.body()).findValuesAsText("field")).contains(UNKNOWN);
  }

  private void brokenBodies(String method, String path) throws Exception {
    for (String body : List.of("", "null", "[]", "{", "\"text\"", "1", "{\"a\":NaN}", "\u0000")) {
      HttpResponse<String> response = send(method, filled(path), BodyPublishers.ofString(body));
      requireRefusal(path + " " + body, response);
      assertThat(response.statusCode()).as(body).isEqualTo(400);
    }
  }

  /** Each field in turn, since what is nested under an unknown one is never read. */
  private void deepBodies(String method, String path, JsonNode schema) throws Exception {
    String reference = schema.path("$ref").asText();
    JsonNode type = reference.isEmpty() ? schema : document.at(reference.substring(1));
    List<String> fields = new ArrayList<>();
    type.path("properties").fieldNames().forEachRemaining(fields::add);
    assertThat(fields).as("fields of " + reference).isNotEmpty();
    for (String field : fields) {
      for (String[] nesting : new String[][] {{"[", "]"}, {"{\"a\":", "}"}}) {
        String deep = nesting[0].repeat(DEPTH) + "1" + nesting[1].repeat(DEPTH);
        HttpResponse<String> response =
            send(method, filled(path), BodyPublishers.ofString("{\"" + field + "\":" + deep + "}"));
        requireRefusal(path + " " + field, response);
        assertThat(response.statusCode()).as(field).isEqualTo(400);
      }
    }
  }

  /** Announces the body without sending it: nothing may be read before it is refused. */
  private void largeBody(String method, String path) throws IOException {
    try (Socket socket = new Socket("localhost", RestAssured.port)) {
      socket.setSoTimeout(20_000);
      String head =
          String.join(
              "\r\n",
              method + " " + filled(path) + " HTTP/1.1",
              "Host: localhost",
              "Authorization: Bearer " + token,
              "Content-Type: application/json",
              "Content-Length: " + LARGE,
              "",
              "");
      socket.getOutputStream().write(head.getBytes(US_ASCII));
      var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII));
      assertThat(reader.readLine()).startsWith("HTTP/1.1 413 ");
    }
  }

  private String filled(String path) {
    String filled = path;
    for (Map.Entry<String, String> value : known.entrySet()) {
      filled = filled.replace("{" + value.getKey() + "}", value.getValue());
    }
    return filled.replaceAll("\\{[^}]+}", "00000000-0000-0000-0000-000000000000");
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body)
      throws IOException, InterruptedException {
    return send(method, path, body, token);
  }

  private HttpResponse<String> send(String method, String path, BodyPublisher body, String bearer)
      throws IOException, InterruptedException {
    return client.send(method, path, body, bearer, bearer.equals(token));
  }

  private static void requireRefusal(String what, HttpResponse<String> response) {
    assertThat(response.statusCode()).as(what + " " + response.body()).isBetween(400, 499);
    assertThat(response.headers().map()).as(what).doesNotContainKey("x-injected");
    assertThat(response.body())
        .as(what)
        .contains("\"type\"", "\"status\":" + response.statusCode())
        .doesNotContain("dev.trainyard", "Exception", "jackson", "SQL");
  }
}

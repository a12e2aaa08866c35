package dev.trainyard.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** dataset-service with one commit and one data file in each dataset. */
final class FakeDatasets {

  private final Map<String, Dataset> datasets = new ConcurrentHashMap<>();

  private record Dataset(String content, ObjectNode profile, String commit) {}

  /** {@code {"content":…,"profile":{…}}}. */
  void define(HttpExchange exchange, String path) throws Exception {
    JsonNode body = FakePlatform.JSON.readTree(exchange.getRequestBody());
    String content = body.path("content").asText();
    var profile = (ObjectNode) body.path("profile");
    String digest =
        HexFormat.of()
            .formatHex(
                MessageDigest.getInstance("SHA-256")
                    .digest(content.getBytes(StandardCharsets.UTF_8)));
    if (!profile.has("sha256")) {
      profile.put("sha256", digest);
    }
    datasets.put(path, new Dataset(content, profile, digest.substring(0, 40)));
    FakePlatform.answer(exchange, 204, null);
  }

  void handle(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/", -1);
    Dataset dataset = readable(exchange, parts[0] + "/" + parts[1]);
    if (dataset == null) {
      FakePlatform.problem(exchange, 404, "no such dataset");
    } else if (parts[2].equals("commits")) {
      commits(exchange, dataset);
    } else if (dataset.profile().path("path").asText().isEmpty()) {
      FakePlatform.problem(exchange, 404, "no such file");
    } else {
      FakePlatform.answer(exchange, 200, dataset.profile());
    }
  }

  private static void commits(HttpExchange exchange, Dataset dataset) throws IOException {
    if (exchange.getRequestURI().getQuery().contains("rev=main")) {
      FakePlatform.answer(
          exchange, 200, Map.of("items", List.of(Map.of("id", dataset.commit(), "message", "m"))));
    } else {
      FakePlatform.problem(exchange, 404, "no such revision");
    }
  }

  void resolve(HttpExchange exchange, String path) throws IOException {
    String[] parts = path.split("/", -1);
    Dataset dataset = readable(exchange, parts[0] + "/" + parts[1]);
    if (dataset == null) {
      FakePlatform.problem(exchange, 404, "no such dataset");
      return;
    }
    byte[] content = dataset.content().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
  }

  /** Private datasets: the token must name the namespace. */
  private Dataset readable(HttpExchange exchange, String id) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null) {
      return null;
    }
    String payload =
        new String(
            Base64.getUrlDecoder().decode(authorization.split("\\.", -1)[1]),
            StandardCharsets.UTF_8);
    JsonNode claims = FakePlatform.JSON.readTree(payload);
    String namespace = id.replaceFirst("/.*", "");
    boolean member = claims.path("groups").toString().contains("\"admin\"");
    for (JsonNode pair : claims.path("ns")) {
      member |= pair.asText().startsWith(namespace + ":");
    }
    return member ? datasets.get(id) : null;
  }
}

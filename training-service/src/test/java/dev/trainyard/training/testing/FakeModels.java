package dev.trainyard.training.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** model-service: repositories, tus uploads, commits, and versions that are unique per job. */
final class FakeModels {

  private final Map<String, Model> models = new ConcurrentHashMap<>();
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

  private record Upload(String filename, long length, ByteArrayOutputStream content) {}

  private record Model(List<JsonNode> commits, List<JsonNode> versions) {}

  void handle(HttpExchange exchange, String path) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (path.isEmpty()) {
      create(exchange, FakePlatform.JSON.readTree(body));
      return;
    }
    String[] parts = path.substring(1).split("/", -1);
    Model model = models.get(parts[0] + "/" + parts[1]);
    if (model == null) {
      FakePlatform.problem(exchange, 404, "no such model");
      return;
    }
    switch (parts[2]) {
      case "uploads" -> upload(exchange, parts, body);
      case "commits" -> commit(exchange, model, FakePlatform.JSON.readTree(body));
      case "versions" -> version(exchange, model, FakePlatform.JSON.readTree(body));
      default -> FakePlatform.problem(exchange, 404, "no such path");
    }
  }

  private void create(HttpExchange exchange, JsonNode body) throws IOException {
    String id = body.path("namespace").asText() + "/" + body.path("name").asText();
    Model fresh = new Model(new ArrayList<>(), new ArrayList<>());
    if (models.putIfAbsent(id, fresh) == null) {
      FakePlatform.answer(exchange, 201, Map.of("id", id));
    } else {
      FakePlatform.problem(exchange, 409, "exists");
    }
  }

  private void upload(HttpExchange exchange, String[] parts, byte[] body) throws IOException {
    if (exchange.getRequestMethod().equals("POST")) {
      String id = UUID.randomUUID().toString();
      String metadata = exchange.getRequestHeaders().getFirst("Upload-Metadata");
      String name = metadata.substring("filename ".length());
      uploads.put(
          id,
          new Upload(
              new String(Base64.getDecoder().decode(name), StandardCharsets.UTF_8),
              Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Length")),
              new ByteArrayOutputStream()));
      // As behind the gateway: an absolute address that this service itself cannot reach.
      exchange
          .getResponseHeaders()
          .set("Location", "https://public.example" + exchange.getRequestURI() + "/" + id);
      FakePlatform.answer(exchange, 201, null);
      return;
    }
    Upload upload = uploads.get(parts[3]);
    long offset = Long.parseLong(exchange.getRequestHeaders().getFirst("Upload-Offset"));
    if (offset != upload.content().size()) {
      FakePlatform.problem(exchange, 409, "wrong offset");
      return;
    }
    upload.content().writeBytes(body);
    FakePlatform.answer(exchange, 204, null);
  }

  private void commit(HttpExchange exchange, Model model, JsonNode body) throws IOException {
    for (JsonNode operation : body.path("operations")) {
      Upload upload = uploads.get(operation.path("uploadId").asText());
      if (upload == null || upload.content().size() != upload.length()) {
        FakePlatform.problem(exchange, 422, "an upload is not complete");
        return;
      }
    }
    synchronized (model) {
      model.commits().add(body);
      String id = "%040x".formatted(model.commits().size());
      FakePlatform.answer(exchange, 201, Map.of("id", id));
    }
  }

  private void version(HttpExchange exchange, Model model, JsonNode body) throws IOException {
    synchronized (model) {
      for (int i = 0; i < model.versions().size(); i++) {
        if (model.versions().get(i).path("jobId").equals(body.path("jobId"))) {
          FakePlatform.answer(exchange, 200, Map.of("number", i + 1));
          return;
        }
      }
      model.versions().add(body);
      FakePlatform.answer(exchange, 201, Map.of("number", model.versions().size()));
    }
  }

  void show(HttpExchange exchange, String path) throws IOException {
    Model model = models.get(path);
    if (model == null) {
      FakePlatform.problem(exchange, 404, "no such model");
      return;
    }
    synchronized (model) {
      FakePlatform.answer(
          exchange, 200, Map.of("commits", model.commits(), "versions", model.versions()));
    }
  }
}

package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The journey of one example: data, job, model, deployment, prediction. */
final class Chapter {

  private static final Set<String> ENDED = Set.of("succeeded", "failed", "cancelled");

  private final Platform user;
  private final Example example;
  private final Path folder;
  private final PrintStream out;
  private final String repository;
  private final String model;
  private final String deployment;

  Chapter(Platform user, Example example, Path folder, PrintStream out) {
    this.user = user;
    this.example = example;
    this.folder = folder;
    this.out = out;
    this.repository = Journey.USER + "/" + example.name();
    this.model = Journey.USER + "/" + example.name() + "-model";
    this.deployment = Journey.USER + "/" + example.name();
  }

  /** What the chapter ended with. */
  record Result(
      String title,
      String repository,
      String job,
      String model,
      String deployment,
      Map<String, Double> scores,
      String prediction) {}

  Result run() throws IOException {
    out.println("  " + example.title());
    data();
    JsonNode job = train();
    JsonNode version =
        user.get("/api/v1/models/" + model + "/versions/" + job.at("/model/version").asInt());
    deploy(version.get("number").asInt());
    String prediction = predict(version.get("signature"));
    return new Result(
        example.title(),
        repository,
        job.get("id").asText(),
        model,
        deployment,
        scores(job),
        prediction);
  }

  private void data() throws IOException {
    JsonNode found = user.find("/api/v1/datasets/" + repository);
    if (found == null) {
      user.post(
          "/api/v1/datasets",
          Map.of(
              "namespace", Journey.USER, "name", example.name(), "description", example.title()));
    }
    if (found == null || found.path("head").isMissingNode() || found.path("head").isNull()) {
      byte[] content = example.known(folder);
      String upload =
          new Upload(user)
              .send(
                  "/api/v1/datasets/" + repository + "/uploads",
                  example.file(),
                  content,
                  sent -> {});
      user.post(
          "/api/v1/datasets/" + repository + "/commits",
          Map.of(
              "message",
              "Add " + example.file(),
              "operations",
              List.of(Map.of("op", "add", "path", example.file(), "uploadId", upload))));
      say("uploaded " + example.file() + ", " + content.length + " bytes");
    }
    JsonNode profile =
        Waiting.until(
            "the profile of " + repository,
            Duration.ofMinutes(2),
            () -> user.get("/api/v1/datasets/" + repository + "/profile/main"),
            seen -> Set.of("ready", "failed").contains(seen.path("status").asText()));
    if (!profile.get("status").asText().equals("ready")) {
      throw new JourneyException("the profile of " + repository + " says " + profile);
    }
    say(
        "profile: %s rows, %d columns"
            .formatted(profile.get("rows").asText(), profile.get("columns").size()));
  }

  private JsonNode train() {
    JsonNode earlier = earlierJob();
    if (earlier != null) {
      say("trained before: " + scores(earlier));
      return earlier;
    }
    var specification = new TreeMap<String, Object>();
    specification.put("namespace", Journey.USER);
    specification.put("name", example.name());
    specification.put("task", example.task());
    specification.put("dataset", Map.of("repo", repository));
    specification.put("target", example.target());
    specification.put("model", Map.of("repo", model));
    if (example.text() != null) {
      specification.put("text", example.text());
    }
    String id = user.post("/api/v1/jobs", specification).get("id").asText();
    var watch = new Watch(example.name(), out);
    JsonNode job =
        Waiting.until(
            "job " + id,
            Duration.ofMinutes(10),
            () -> watch.look(user.get("/api/v1/jobs/" + id)),
            seen -> ENDED.contains(seen.get("state").asText()));
    if (!job.get("state").asText().equals("succeeded")) {
      throw new JourneyException(
          "job " + id + " ended as " + job.get("state") + ": " + job.get("reason"));
    }
    say("trained: " + scores(job));
    return job;
  }

  private JsonNode earlierJob() {
    for (JsonNode job :
        user.get("/api/v1/jobs?namespace=" + Journey.USER + "&state=succeeded").get("items")) {
      if (job.get("name").asText().equals(example.name())) {
        return user.get("/api/v1/jobs/" + job.get("id").asText());
      }
    }
    return null;
  }

  private void deploy(int version) {
    JsonNode found = user.find("/api/v1/deployments/" + deployment);
    if (found == null) {
      user.post(
          "/api/v1/deployments",
          Map.of(
              "namespace",
              Journey.USER,
              "name",
              example.name(),
              "model",
              model,
              "version",
              version));
    }
    Waiting.until(
        "deployment " + deployment,
        Duration.ofMinutes(3),
        () -> user.get("/api/v1/deployments/" + deployment),
        seen -> {
          if (seen.get("state").asText().equals("failed")) {
            throw new JourneyException(
                "deployment " + deployment + " failed: " + seen.get("reason"));
          }
          return seen.get("state").asText().equals("ready");
        });
    say("deployed version " + version + ": it gave its example's answer");
  }

  private String predict(JsonNode signature) throws IOException {
    Map<String, String> row = example.unseen(folder);
    JsonNode answer =
        user.post(
            "/serve/" + deployment + "/v2/models/" + example.name() + "/infer",
            Example.question(signature, row));
    JsonNode output = answer.get("outputs").get(0);
    String said = output.get("data").get(0).asText();
    String text = "predicted %s, in truth %s".formatted(said, row.get(example.target()));
    say("a row it never saw: " + text);
    return text;
  }

  private static Map<String, Double> scores(JsonNode job) {
    Map<String, Double> scores = new TreeMap<>();
    job.get("metrics")
        .properties()
        .forEach(
            metric -> {
              if (metric.getKey().startsWith("test/")) {
                scores.put(metric.getKey(), Math.round(metric.getValue().asDouble() * 1e4) / 1e4);
              }
            });
    return scores;
  }

  private void say(String text) {
    out.println("    ✓ " + text);
  }
}

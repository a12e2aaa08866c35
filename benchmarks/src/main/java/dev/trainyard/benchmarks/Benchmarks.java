package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Measures a running platform that the demo was played on. Arguments: URL of the gateway, its data
 * directory, file of the report, and the seconds that it took to start cold and warm (0: not
 * measured). Environment: {@code TRAINYARD_TOKEN} of the demo's user.
 */
public final class Benchmarks {

  private static final String OWNER = "demo";
  private static final String EXAMPLE = OWNER + "/breast-cancer";

  private Benchmarks() {}

  public static void main(String... arguments) throws Exception {
    var api = new Api(URI.create(arguments[0]), System.getenv("TRAINYARD_TOKEN"));
    var installation = new Installation(Path.of(arguments[1]));
    var report = new Report();
    report.add(
        "startSeconds",
        Map.of("cold", Double.valueOf(arguments[3]), "warm", Double.valueOf(arguments[4])));
    report.add("memoryAtRestMiB", installation.memory());
    report.add("calls", calls(api, installation));
    report.add("file", new FileScenario(api, OWNER).run(1L << 30));
    report.add("feed", feed(api));
    report.add("serving", serving(api));
    report.add("memoryAfterMiB", installation.memory());
    report.write(Path.of(arguments[2]));
  }

  private static Object calls(Api api, Installation installation) throws Exception {
    String job = api.get("/api/v1/jobs?namespace=" + OWNER).get("items").get(0).get("id").asText();
    var objects = new CallScenario.Objects(OWNER, EXAMPLE, EXAMPLE + "-model", job, EXAMPLE);
    return new CallScenario(api, installation.services(api.token()), objects)
        .run(Duration.ofSeconds(30));
  }

  private static Object feed(Api api) throws Exception {
    var scenario = new FeedScenario(api);
    Map<String, Object> results = new LinkedHashMap<>();
    for (int subscribers : new int[] {1, 100}) {
      Map<String, Object> job =
          Map.of(
              "namespace",
              OWNER,
              "name",
              "bench-feed-" + subscribers,
              "task",
              "tabular-classification",
              "dataset",
              Map.of("repo", EXAMPLE),
              "target",
              "diagnosis",
              "model",
              Map.of("repo", OWNER + "/bench-feed"));
      results.put(
          subscribers + " subscribers", scenario.run(job, subscribers, Duration.ofMinutes(3)));
    }
    return results;
  }

  private static Object serving(Api api) throws Exception {
    JsonNode example = api.get("/" + EXAMPLE + "-model/resolve/v1/example.json");
    String path = "/serve/" + EXAMPLE + "/v2/models/breast-cancer/infer";
    var scenario = new ServingScenario(api);
    return Map.of(
        "1 connection",
        scenario.run(path, example.get("request"), 1, Duration.ofSeconds(15)),
        "8 connections",
        scenario.run(path, example.get("request"), 8, Duration.ofSeconds(15)));
  }
}

package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/**
 * Measures a running platform that the demo was played on. Arguments: URL of the gateway, its data
 * directory, file of the report, the seconds that it took to start cold and warm (0: not measured),
 * and the scenarios to run (none: all). Environment: {@code TRAINYARD_TOKEN} of the demo's user,
 * {@code TRAINYARD_ADMIN_TOKEN} of an administrator.
 */
public final class Benchmarks {

  private static final String OWNER = "demo";
  private static final String EXAMPLE = OWNER + "/breast-cancer";

  private Benchmarks() {}

  public static void main(String... arguments) throws Exception {
    var api = new Api(URI.create(arguments[0]), System.getenv("TRAINYARD_TOKEN"));
    var installation = new Installation(Path.of(arguments[1]));
    List<String> only = List.of(arguments).subList(5, arguments.length);
    Map<String, Callable<Object>> scenarios = new LinkedHashMap<>();
    scenarios.put("calls", () -> calls(api, installation));
    scenarios.put("exchange", () -> new ExchangeScenario(api, installation).run());
    scenarios.put("sign-in", () -> signIn(installation));
    scenarios.put("file", () -> new FileScenario(api, OWNER).run(1L << 30));
    scenarios.put("serving", () -> serving(api));
    scenarios.put("feed", () -> feed(api));
    scenarios.put("list", () -> new ListScenario(api, installation, OWNER).run(100_000));
    scenarios.put("proxy", () -> new ProxyScenario(api, installation).run());
    scenarios.put("audit", () -> audit(api, installation));

    var report = new Report();
    report.add(
        "startSeconds",
        Map.of("cold", Double.valueOf(arguments[3]), "warm", Double.valueOf(arguments[4])));
    report.add("memoryAtRestMiB", installation.memory());
    for (Map.Entry<String, Callable<Object>> scenario : scenarios.entrySet()) {
      if (only.isEmpty() || only.contains(scenario.getKey())) {
        report.add(scenario.getKey(), scenario.getValue().call());
      }
    }
    report.add("memoryAfterMiB", installation.memory());
    report.write(Path.of(arguments[2]));
  }

  private static Object calls(Api api, Installation installation) throws Exception {
    String job = api.get("/api/v1/jobs?namespace=" + OWNER).get("items").get(0).get("id").asText();
    var objects = new CallScenario.Objects(OWNER, EXAMPLE, EXAMPLE + "-model", job, EXAMPLE);
    return new CallScenario(api, installation.services(api.token()), objects)
        .run(Duration.ofSeconds(30));
  }

  private static Object signIn(Installation installation) throws Exception {
    String administrator = System.getenv("TRAINYARD_ADMIN_TOKEN");
    return new SignInScenario(installation.services(administrator).get("auth")).run();
  }

  private static Object audit(Api api, Installation installation) throws Exception {
    var administrator = new Api(api.origin(), System.getenv("TRAINYARD_ADMIN_TOKEN"));
    return new AuditScenario(installation, administrator)
        .run(1_000_000, () -> installation.time("verify-audit"));
  }

  /** A job that prints as people's jobs do, and one that prints as fast as it can. */
  private static Object feed(Api api) throws Exception {
    var table = new SampleTable(api, OWNER);
    table.create();
    Map<String, Object> steady = job(table.repository(), SampleTable.TARGET, 150, 12);
    Map<String, Object> flood = job(EXAMPLE, "diagnosis", 5000, 6);
    var scenario = new FeedScenario(api);
    Map<String, Object> results = new LinkedHashMap<>();
    for (int subscribers : new int[] {1, 100}) {
      results.put(
          "steady job, subscribers: " + subscribers,
          scenario.run(steady, subscribers, Duration.ofMinutes(5)));
    }
    results.put("flood, subscribers: 1", scenario.run(flood, 1, Duration.ofMinutes(5)));
    return results;
  }

  private static Map<String, Object> job(String dataset, String target, int rounds, int depth) {
    return Map.of(
        "namespace",
        OWNER,
        "name",
        "bench-feed",
        "task",
        "tabular-classification",
        "dataset",
        Map.of("repo", dataset),
        "target",
        target,
        "model",
        Map.of("repo", OWNER + "/bench-feed"),
        "hyperparameters",
        Map.of("rounds", rounds, "maxDepth", depth, "earlyStoppingRounds", 0));
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

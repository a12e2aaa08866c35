package dev.trainyard.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The ten commonest calls, mixed evenly, at 50 requests per second through the gateway; the same
 * reads again straight at their service, to see what the gateway adds.
 */
final class CallScenario {

  private static final double PER_SECOND = 50;

  private final Api gateway;
  private final Map<String, Api> services;
  private final Objects objects;

  /** Names of objects that the platform holds before the measurement. */
  record Objects(String namespace, String dataset, String model, String job, String deployment) {}

  /** One kind of call and the service that answers it. */
  private record Call(String name, String service, String path) {}

  CallScenario(Api gateway, Map<String, Api> services, Objects objects) {
    this.gateway = gateway;
    this.services = services;
    this.objects = objects;
  }

  Map<String, Object> run(Duration length) throws IOException, InterruptedException {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("requestsPerSecond", PER_SECOND);
    result.put("seconds", length.toSeconds());
    run(gateway, Map.of(), Duration.ofSeconds(10));
    result.put("throughGateway", run(gateway, Map.of(), length));
    if (!services.isEmpty()) {
      run(gateway, services, Duration.ofSeconds(5));
      result.put("straightAtService", run(gateway, services, length));
    }
    return result;
  }

  private Map<String, Object> run(Api fallback, Map<String, Api> direct, Duration length)
      throws InterruptedException {
    List<Call> calls = calls();
    List<Latencies> each = new ArrayList<>();
    calls.forEach(call -> each.add(new Latencies()));
    var next = new AtomicInteger();
    Latencies all =
        OpenLoop.run(
            PER_SECOND,
            length,
            () -> {
              int index = next.getAndIncrement() % calls.size();
              Call call = calls.get(index);
              long start = System.nanoTime();
              boolean ok = direct.getOrDefault(call.service(), fallback).ping(call.path());
              if (ok) {
                each.get(index).add(Duration.ofNanos(System.nanoTime() - start));
              } else {
                each.get(index).fail();
              }
              return ok;
            });
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("all", all.summary());
    for (int i = 0; i < calls.size(); i++) {
      result.put(calls.get(i).name(), each.get(i).summary());
    }
    return result;
  }

  private List<Call> calls() {
    return List.of(
        new Call("who am I", "auth", "/api/v1/users/me"),
        new Call("list datasets", "dataset", "/api/v1/datasets?limit=50"),
        new Call("one dataset", "dataset", "/api/v1/datasets/" + objects.dataset()),
        new Call(
            "dataset profile",
            "dataset",
            "/api/v1/datasets/" + objects.dataset() + "/profile/main"),
        new Call("dataset tree", "dataset", "/api/v1/datasets/" + objects.dataset() + "/tree/main"),
        new Call("list jobs", "training", "/api/v1/jobs?limit=50"),
        new Call("one job", "training", "/api/v1/jobs/" + objects.job()),
        new Call("job metrics", "training", "/api/v1/jobs/" + objects.job() + "/metrics?limit=100"),
        new Call("model versions", "model", "/api/v1/models/" + objects.model() + "/versions"),
        new Call("one deployment", "model", "/api/v1/deployments/" + objects.deployment()));
  }
}

package dev.trainyard.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of every service and two gateways before them, restarted one after the other and
 * then killed, under load.
 */
class RollingIT {

  private static final int PER_SECOND = Integer.getInteger("rolling.rate", 20);

  /** As long as a gateway leaves a replica alone that was about to stop. */
  private static final Duration SETTLED = Duration.ofSeconds(6);

  /** What reaches a process while it dies cannot be told from what it held. */
  private static final long DYING = Duration.ofMillis(250).toNanos();

  private static final Map<String, String> SERVICES =
      Map.of(
          "AUTH", "auth-service",
          "DATASET", "dataset-service",
          "MODEL", "model-service",
          "TRAINING", "training-service");

  private final Map<String, List<Replica>> services = new LinkedHashMap<>();
  private final List<Replica> gateways = new ArrayList<>();
  private Load load;

  @BeforeEach
  void startTwoOfEach() throws IOException, InterruptedException {
    RunningPlatform platform = RunningPlatform.shared();
    Map<String, String> settings = new HashMap<>();
    settings.put("TRAINYARD_GATEWAY_RATE_LIMIT_ENABLED", "false");
    settings.put("TRAINYARD_GATEWAY_DRAIN_DELAY", "PT3S");
    for (Map.Entry<String, String> service : SERVICES.entrySet()) {
      List<Replica> two = two(platform, service.getValue(), Map.of("QUARKUS_SHUTDOWN_DELAY", "5S"));
      services.put(service.getValue(), two);
      settings.put(
          "TRAINYARD_GATEWAY_UPSTREAMS_" + service.getKey(),
          two.stream().map(Replica::url).collect(Collectors.joining(",")));
    }
    gateways.addAll(two(platform, "gateway", settings));
    Platform rolf = platform.person("rolf");
    for (String kind : List.of("datasets", "models")) {
      rolf.post("/api/v1/" + kind, Map.of("name", "rolling"));
    }
    load = new Load(rolf, () -> gateways.stream().filter(Replica::isReady).toList());
    load.start(PER_SECOND);
    Waiting.pause(SETTLED);
    assertThat(load.settle()).as("before anything happens").isEmpty();
  }

  private static List<Replica> two(
      RunningPlatform platform, String service, Map<String, String> settings) throws IOException {
    List<Replica> two = new ArrayList<>();
    for (String letter : List.of("a", "b")) {
      var replica = new Replica(platform, service, service + "-" + letter, settings);
      replica.start();
      two.add(replica);
    }
    return two;
  }

  @AfterEach
  void stop() {
    if (load != null) {
      load.close();
    }
    services.values().forEach(replicas -> replicas.forEach(Replica::close));
    gateways.forEach(Replica::close);
  }

  @Test
  void rollingRestartFailsNothingAndAKillOnlyWhatItHeld() throws Exception {
    // When
    for (List<Replica> replicas : services.values()) {
      restart(replicas);
    }
    restart(gateways);

    // Then
    List<Load.Failure> failed = load.settle();
    System.out.printf(
        "rolling restart at %d/s: %d requests, %d failed%n",
        PER_SECOND, load.sent(), failed.size());
    assertThat(failed).isEmpty();

    // When
    int before = load.sent();
    List<Long> kills = new ArrayList<>();
    for (List<Replica> replicas : services.values()) {
      kills.add(System.nanoTime());
      replicas.getFirst().kill();
      Waiting.pause(Duration.ofSeconds(3));
      replicas.getFirst().start();
      Waiting.pause(SETTLED);
    }

    // Then
    failed = load.settle();
    System.out.printf(
        "kill -9 at %d/s: %d requests, failed: %s%n", PER_SECOND, load.sent() - before, failed);
    assertThat(failed).noneMatch(failure -> failure.method().equals("GET"));
    assertThat(failed).allMatch(failure -> wasUnderWay(failure, kills));
  }

  private static void restart(List<Replica> replicas) throws IOException, InterruptedException {
    for (Replica replica : replicas) {
      replica.stop();
      replica.start();
      Waiting.pause(SETTLED);
    }
  }

  private static boolean wasUnderWay(Load.Failure failure, List<Long> kills) {
    return kills.stream()
        .anyMatch(
            kill ->
                failure.sentAt() - kill < DYING
                    && kill - failure.sentAt() < Duration.ofSeconds(30).toNanos());
  }
}

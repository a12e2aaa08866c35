package dev.trainyard.benchmarks;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * Sign-ins straight at auth-service: how many a second, and whether their times tell anybody which
 * accounts there are. A wrong password for a known name and any password for an unknown one take
 * turns, in random order within each pair, so that what the machine does else hits both alike.
 */
final class SignInScenario {

  private static final int PAIRS = 200;
  private static final int WARM_UP_PAIRS = 40;
  private static final int ACCOUNTS = 60;
  private static final Duration LENGTH = Duration.ofSeconds(15);
  private static final String PASSWORD = "correct horse battery staple";
  private static final String WRONG = "incorrect horse battery staple";

  private final Api auth;
  private final List<String> accounts = new ArrayList<>();

  /** The API of auth-service with the signed token of an administrator. */
  SignInScenario(Api auth) {
    this.auth = auth;
  }

  Map<String, Object> run() throws IOException, InterruptedException {
    String run = Long.toString(System.currentTimeMillis(), 36);
    for (int i = 0; i < ACCOUNTS; i++) {
      accounts.add(register("bench-" + run + "-" + i));
    }
    Map<String, Object> result = new LinkedHashMap<>();
    pairs(WARM_UP_PAIRS);
    result.put("known and unknown names", pairs(PAIRS));
    result.put("1 connection", successes(1));
    result.put("8 connections", successes(8));
    return result;
  }

  private String register(String name) throws IOException, InterruptedException {
    String invitation = auth.post("/api/v1/auth/invitations", Map.of()).get("token").asText();
    Map<String, String> account =
        Map.of(
            "name", name,
            "email", name + "@example.org",
            "password", PASSWORD,
            "inviteToken", invitation);
    if (send("/api/v1/auth/register", account) != 201) {
      throw new IOException("An account cannot be made");
    }
    return name;
  }

  private Map<String, Object> pairs(int pairs) throws IOException, InterruptedException {
    double[] known = new double[pairs];
    double[] unknown = new double[pairs];
    for (int i = 0; i < pairs; i++) {
      String name = accounts.get(i % ACCOUNTS);
      String stranger = "nobody-" + Long.toString(System.nanoTime(), 36);
      if (ThreadLocalRandom.current().nextBoolean()) {
        known[i] = refused(name);
        unknown[i] = refused(stranger);
      } else {
        unknown[i] = refused(stranger);
        known[i] = refused(name);
      }
      if (i % ACCOUNTS == ACCOUNTS - 1) {
        forgiveAll();
      }
    }
    forgiveAll();
    Map<String, Object> result = new LinkedHashMap<>(MannWhitney.of(known, unknown).summary());
    result.put("tries", 2 * pairs);
    result.put("knownMedianMs", median(known));
    result.put("unknownMedianMs", median(unknown));
    return result;
  }

  /** A right password ends the failures of its account, so that no attempt is held back. */
  private void forgiveAll() throws IOException, InterruptedException {
    for (String account : accounts) {
      if (signIn(account, PASSWORD) != 200) {
        throw new IOException("A right password was refused");
      }
    }
  }

  /** Milliseconds until the refusal. */
  private double refused(String name) throws IOException, InterruptedException {
    long start = System.nanoTime();
    int status = signIn(name, WRONG);
    double milliseconds = (System.nanoTime() - start) / 1e6;
    if (status != 401) {
      throw new IOException("A wrong password was answered " + status);
    }
    return milliseconds;
  }

  private Map<String, Object> successes(int connections) throws InterruptedException {
    var latencies = new Latencies();
    long begin = System.nanoTime();
    try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
      for (int i = 0; i < connections; i++) {
        int first = i;
        threads.execute(() -> signInUntil(first, connections, begin + LENGTH.toNanos(), latencies));
      }
      threads.shutdown();
      if (!threads.awaitTermination(LENGTH.toSeconds() + 60, TimeUnit.SECONDS)) {
        latencies.fail();
      }
    }
    double seconds = (System.nanoTime() - begin) / 1e9;
    Map<String, Object> result = new LinkedHashMap<>(latencies.summary());
    double count = ((Number) result.get("count")).doubleValue();
    result.put("signInsPerSecond", Math.round(count / seconds * 10) / 10.0);
    return result;
  }

  private void signInUntil(int first, int step, long end, Latencies latencies) {
    for (int i = first; System.nanoTime() < end; i += step) {
      long start = System.nanoTime();
      try {
        if (signIn(accounts.get(i % ACCOUNTS), PASSWORD) == 200) {
          latencies.add(Duration.ofNanos(System.nanoTime() - start));
        } else {
          latencies.fail();
        }
      } catch (IOException e) {
        latencies.fail();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private int signIn(String name, String password) throws IOException, InterruptedException {
    return send("/api/v1/auth/login", Map.of("name", name, "password", password));
  }

  /**
   * Each time from another network, as the gateway would report it: limits are measured elsewhere.
   */
  private int send(String path, Map<String, String> body) throws IOException, InterruptedException {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HttpRequest request =
        HttpRequest.newBuilder(auth.origin().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .header(
                "X-Forwarded-For",
                "2001:db8:%x:%x::1".formatted(random.nextInt(0xffff), random.nextInt(0xffff)))
            .POST(BodyPublishers.ofString(Api.JSON.writeValueAsString(body)))
            .build();
    return auth.client().send(request, BodyHandlers.discarding()).statusCode();
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return Math.round(sorted[sorted.length / 2] * 100) / 100.0;
  }
}

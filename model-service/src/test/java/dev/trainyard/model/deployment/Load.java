package dev.trainyard.model.deployment;

import dev.trainyard.model.testing.Models;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Users of a deployment behind a gateway: every two seconds they learn the addresses anew, and send
 * to each in turn.
 */
final class Load {

  private static final Duration CACHED = Duration.ofSeconds(2);
  private static final Pattern FIRST = Pattern.compile("\"data\":\\s*\\[([0-9.]+)");
  private static final String BODY =
      "{\"inputs\":[{\"name\":\"x\",\"shape\":[1],\"datatype\":\"FP64\",\"data\":[1]}]}";

  private final Models user;
  private final String deployment;
  private final List<Thread> threads = new ArrayList<>();
  private final Set<Double> answers = ConcurrentHashMap.newKeySet();
  private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private volatile boolean stopped;

  Load(Models user, String deployment, int count) {
    this.user = user;
    this.deployment = deployment;
    for (int i = 0; i < count; i++) {
      threads.add(Thread.ofVirtual().unstarted(this::run));
    }
  }

  void start() {
    threads.forEach(Thread::start);
  }

  void stop() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  Set<Double> answers() {
    return answers;
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  long sent() {
    return sent.get();
  }

  private void run() {
    try (HttpClient http = HttpClient.newHttpClient()) {
      List<String> addresses = List.of();
      Instant known = Instant.EPOCH;
      for (int turn = 0; !stopped; turn++) {
        if (Instant.now().isAfter(known.plus(CACHED))) {
          addresses = user.route(deployment).getList("replicas");
          known = Instant.now();
        }
        send(http, addresses.get(turn % addresses.size()));
      }
    } catch (RuntimeException e) {
      failures.add(e.toString());
    }
  }

  private void send(HttpClient http, String address) {
    try {
      sent.incrementAndGet();
      HttpResponse<String> answer =
          http.send(
              HttpRequest.newBuilder(URI.create(address + "/v2/models/" + deployment + "/infer"))
                  .timeout(Duration.ofSeconds(20))
                  .POST(BodyPublishers.ofString(BODY))
                  .build(),
              BodyHandlers.ofString());
      Matcher value = FIRST.matcher(answer.body());
      if (answer.statusCode() != 200 || !value.find()) {
        failures.add(answer.statusCode() + " " + answer.body());
      } else {
        answers.add(Double.parseDouble(value.group(1)));
      }
    } catch (IOException e) {
      failures.add(address + " " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

package dev.trainyard.benchmarks;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The audit trail with a million entries: appends of one transaction each, filters through the
 * gateway, and the verification of everything.
 */
final class AuditScenario {

  private static final int WRITERS = 8;
  private static final int PEOPLE = 2_000;
  private static final int OBJECTS = 50_000;
  private static final Duration DAYS = Duration.ofDays(90);

  /** Entries of the past, in transactions of a thousand. */
  private static final String FILL =
      """
      SELECT count(audit_append(gen_random_uuid(), 'person-' || (random() * %d)::int, 'thing.change',
        'acme/thing-' || (random() * %d)::int, 'success', gen_random_uuid()::text,
        '{"role":"writer"}', ?::timestamptz + n * interval '1 microsecond'))
      FROM generate_series(1, 1000) AS n"""
          .formatted(PEOPLE, OBJECTS);

  /** As many entries that were collected from the other services, which the search shows too. */
  private static final String COPIES =
      """
      INSERT INTO collected_entry (service, chain, seq, id, at, actor_id, actor, action, target,
        outcome, request_id, details)
      SELECT 'dataset', 99, n, -n, ?::timestamptz + n * (?::interval / ?), gen_random_uuid(),
        'person-' || (random() * %d)::int, 'dataset.commit', 'acme/thing-' || (random() * %d)::int,
        'success', gen_random_uuid()::text, '{"branch":"main"}'
      FROM generate_series(?::bigint, ?::bigint) AS n"""
          .formatted(PEOPLE, OBJECTS);

  private static final String APPEND =
      "SELECT audit_append(gen_random_uuid(), ?, 'thing.change', ?, 'success', NULL, '{}', now())";

  private final Installation installation;
  private final Api administrator;

  AuditScenario(Installation installation, Api administrator) {
    this.installation = installation;
    this.administrator = administrator;
  }

  Map<String, Object> run(int entries, Callable<Double> verification) throws Exception {
    Map<String, Object> results = new LinkedHashMap<>();
    results.put("fillPerSecond", perSecond(entries, fill(entries)));
    results.put("copiesPerSecond", perSecond(entries, copy(entries)));
    Latencies appends = new Latencies();
    Duration time = append(2_000, appends);
    Map<String, Object> appended = appends.summary();
    appended.put("writers", WRITERS);
    appended.put("perSecond", perSecond(2_000 * WRITERS, time));
    results.put("append", appended);
    Map<String, Object> filters = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> filter : filters().entrySet()) {
      filters.put(filter.getKey(), ask(filter.getValue()));
    }
    results.put("filters", filters);
    double seconds = verification.call();
    int all = entries + 2_000 * WRITERS;
    results.put(
        "verify",
        Map.of(
            "entries", all,
            "secondsWithStart", seconds,
            "entriesPerSecond", Math.round(all / seconds)));
    return results;
  }

  private Duration fill(int entries) throws Exception {
    Instant first = Instant.now().minus(DAYS);
    Duration step = DAYS.dividedBy(entries / 1_000);
    List<Callable<Void>> batches = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      int from = writer;
      batches.add(
          () -> {
            try (Connection connection = installation.database("auth");
                PreparedStatement statement = connection.prepareStatement(FILL)) {
              for (int batch = from; batch < entries / 1_000; batch += WRITERS) {
                statement.setString(1, first.plus(step.multipliedBy(batch)).toString());
                statement.executeQuery().close();
              }
            }
            return null;
          });
    }
    return together(batches);
  }

  private Duration copy(int entries) throws SQLException, IOException {
    long begin = System.nanoTime();
    try (Connection connection = installation.database("auth");
        PreparedStatement statement = connection.prepareStatement(COPIES)) {
      for (int first = 1; first <= entries; first += 10_000) {
        statement.setString(1, Instant.now().minus(DAYS).toString());
        statement.setString(2, DAYS.toString());
        statement.setInt(3, entries);
        statement.setInt(4, first);
        statement.setInt(5, first + 9_999);
        statement.executeUpdate();
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private Duration append(int each, Latencies latencies) throws Exception {
    List<Callable<Void>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      String name = "writer-" + writer;
      writers.add(
          () -> {
            try (Connection connection = installation.database("auth");
                PreparedStatement statement = connection.prepareStatement(APPEND)) {
              for (int i = 0; i < each; i++) {
                appendOne(statement, name, "acme/new-" + i, latencies);
              }
            }
            return null;
          });
    }
    return together(writers);
  }

  private static void appendOne(
      PreparedStatement statement, String actor, String target, Latencies latencies)
      throws SQLException {
    long begin = System.nanoTime();
    statement.setString(1, actor);
    statement.setString(2, target);
    statement.executeQuery().close();
    latencies.add(Duration.ofNanos(System.nanoTime() - begin));
  }

  /** Two hundred different questions of each kind. */
  private static Map<String, List<String>> filters() {
    var random = new SplittableRandom(7);
    Instant start = Instant.now().minus(DAYS).truncatedTo(ChronoUnit.SECONDS);
    Map<String, List<String>> filters = new LinkedHashMap<>();
    for (String kind : List.of("actor", "target", "time", "actor and time", "action and time")) {
      List<String> queries = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        Instant from = start.plus(Duration.ofHours(random.nextInt(24 * 89)));
        String time = "&from=" + from + "&to=" + from.plus(Duration.ofHours(12));
        queries.add(
            switch (kind) {
              case "actor" -> "&actor=person-" + random.nextInt(PEOPLE);
              case "target" -> "&target=" + encoded("acme/thing-" + random.nextInt(OBJECTS));
              case "time" -> time;
              case "actor and time" -> "&actor=person-" + random.nextInt(PEOPLE) + time;
              default -> "&action=thing.change" + time;
            });
      }
      filters.put(kind, queries);
    }
    return filters;
  }

  private Map<String, Object> ask(List<String> queries) throws Exception {
    Latencies latencies = new Latencies();
    for (String query : queries) {
      long begin = System.nanoTime();
      if (administrator.ping("/api/v1/audit?limit=50" + query)) {
        latencies.add(Duration.ofNanos(System.nanoTime() - begin));
      } else {
        latencies.fail();
      }
    }
    return latencies.summary();
  }

  private static Duration together(List<Callable<Void>> tasks) throws Exception {
    long begin = System.nanoTime();
    try (var pool = Executors.newFixedThreadPool(tasks.size())) {
      for (Future<Void> task : pool.invokeAll(tasks)) {
        task.get();
      }
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private static long perSecond(int count, Duration time) {
    return Math.round(count * 1e9 / time.toNanos());
  }
}

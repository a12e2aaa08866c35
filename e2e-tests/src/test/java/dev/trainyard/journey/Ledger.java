package dev.trainyard.journey;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/** Everything that the platform acknowledged, kept outside of it to be compared at the end. */
final class Ledger {

  private final Map<String, String> files = new ConcurrentSkipListMap<>();
  private final Set<String> jobs = ConcurrentHashMap.newKeySet();
  private final Map<String, Map<Long, String>> events = new ConcurrentHashMap<>();

  /** A commit was answered with 201. */
  void committed(String path, String sha256) {
    files.put(path, sha256);
  }

  /** A job was answered with 201. */
  void submitted(String job) {
    jobs.add(job);
  }

  /** Rows of a job's metrics or logs were shown; from then on they have to stay. */
  void shown(String job, JsonNode rows) {
    Map<Long, String> known = events.computeIfAbsent(job, id -> new ConcurrentHashMap<>());
    rows.forEach(row -> known.put(row.get("seq").asLong(), row.toString()));
  }

  /** SHA-256 by path. */
  Map<String, String> files() {
    return files;
  }

  Set<String> jobs() {
    return jobs;
  }

  /** Shown rows of a job by sequence number. */
  Map<Long, String> events(String job) {
    return events.getOrDefault(job, Map.of());
  }
}

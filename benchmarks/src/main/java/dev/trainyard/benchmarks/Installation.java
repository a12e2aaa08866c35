package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The data directory of a running platform: ports and memory of its processes, its secrets. */
final class Installation {

  private static final List<String> SERVICES = List.of("auth", "dataset", "model", "training");

  private final Path data;

  Installation(Path data) {
    this.data = data;
  }

  /**
   * Resident memory by process, in MiB; of PostgreSQL's processes, what they share counted once.
   */
  Map<String, Object> memory() throws IOException {
    Map<String, Object> memory = new LinkedHashMap<>();
    for (String name :
        List.of(
            "postgres",
            "auth-service",
            "dataset-service",
            "model-service",
            "training-service",
            "gateway")) {
      long pid = record(name).get("pid").asLong();
      memory.put(name, name.equals("postgres") ? ofAll(pid) : resident(pid));
      if (name.equals("model-service")) {
        memory.put("inference servers", residentBelow(pid));
      }
    }
    return memory;
  }

  private static List<Long> residentBelow(long parent) throws IOException {
    List<Long> resident = new ArrayList<>();
    for (ProcessHandle child :
        ProcessHandle.of(parent).stream().flatMap(ProcessHandle::children).toList()) {
      resident.add(resident(child.pid()));
    }
    return resident;
  }

  private static long ofAll(long parent) throws IOException {
    long sum = mebibytes(parent, "smaps_rollup", "Pss:");
    for (ProcessHandle child :
        ProcessHandle.of(parent).stream().flatMap(ProcessHandle::descendants).toList()) {
      sum += mebibytes(child.pid(), "smaps_rollup", "Pss:");
    }
    return sum;
  }

  private static long resident(long pid) throws IOException {
    return mebibytes(pid, "status", "VmRSS:");
  }

  private static long mebibytes(long pid, String file, String field) throws IOException {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), file))) {
      return lines
          .filter(line -> line.startsWith(field))
          .map(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0L);
    }
  }

  /** Each service at its own port, with the signed token that the gateway would send it. */
  Map<String, Api> services(String token) throws IOException, InterruptedException {
    HttpRequest exchange = exchange(token);
    try (HttpClient client = HttpClient.newHttpClient()) {
      JsonNode answer = Api.JSON.readTree(client.send(exchange, BodyHandlers.ofString()).body());
      Map<String, Api> services = new LinkedHashMap<>();
      for (String service : SERVICES) {
        services.put(service, new Api(origin(service + "-service"), answer.get("jwt").asText()));
      }
      return services;
    }
  }

  /** What the gateway asks auth-service about a token. */
  HttpRequest exchange(String token) throws IOException {
    String secret =
        Files.readString(data.resolve("secrets/gateway/trainyard.client.secret")).strip();
    return HttpRequest.newBuilder(origin("auth-service").resolve("/internal/exchange"))
        .timeout(Duration.ofSeconds(60))
        .header("X-Trainyard-Client", "gateway:" + secret)
        .header("Content-Type", "application/json")
        .POST(
            BodyPublishers.ofString(
                Api.JSON.writeValueAsString(Map.of("kind", "token", "credential", token))))
        .build();
  }

  /** The database of a service, as the role of the running service. */
  Connection database(String service) throws IOException, SQLException {
    String password =
        Files.readString(
                data.resolve("secrets").resolve(service).resolve("quarkus.datasource.password"))
            .strip();
    String url =
        "jdbc:postgresql://127.0.0.1:%s/%s"
            .formatted(record("postgres").get("port").asText(), service);
    return DriverManager.getConnection(url, service + "_app", password);
  }

  /** Runs a command of {@code ./trainyard} on this data directory; seconds until it succeeded. */
  double time(String command) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder("./trainyard", command, "--data", data.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
    if (process.waitFor() != 0) {
      throw new IOException("./trainyard " + command + " failed: " + process.exitValue());
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  ProcessHandle process(String name) throws IOException {
    return ProcessHandle.of(record(name).get("pid").asLong()).orElseThrow();
  }

  URI origin(String name) throws IOException {
    return URI.create("http://127.0.0.1:" + record(name).get("port").asText());
  }

  private JsonNode record(String name) throws IOException {
    return Api.JSON.readTree(data.resolve("run").resolve(name + ".json").toFile());
  }
}

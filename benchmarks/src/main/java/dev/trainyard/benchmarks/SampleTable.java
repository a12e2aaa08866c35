package dev.trainyard.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.locks.LockSupport;

/** A table of noise with a pattern in it, large enough that a round of training takes a while. */
final class SampleTable {

  static final String TARGET = "kind";
  private static final int ROWS = 60_000;
  private static final int COLUMNS = 20;

  private final Api api;
  private final String repository;

  SampleTable(Api api, String namespace) {
    this.api = api;
    this.repository = namespace + "/bench-table";
  }

  String repository() {
    return repository;
  }

  /** Uploads it and waits until it can be trained on. */
  void create() throws IOException, InterruptedException {
    String[] id = repository.split("/", 2);
    api.create("/api/v1/datasets", Map.of("namespace", id[0], "name", id[1]));
    byte[] content = csv().getBytes(StandardCharsets.UTF_8);
    String name = Base64.getEncoder().encodeToString("table.csv".getBytes(StandardCharsets.UTF_8));
    HttpResponse<Void> upload =
        api.client()
            .send(
                api.request("/api/v1/datasets/" + repository + "/uploads")
                    .header("Tus-Resumable", "1.0.0")
                    .header("Upload-Length", Integer.toString(content.length))
                    .header("Upload-Metadata", "filename " + name)
                    .header("Content-Type", "application/offset+octet-stream")
                    .POST(BodyPublishers.ofByteArray(content))
                    .build(),
                BodyHandlers.discarding());
    if (upload.statusCode() != 201) {
      throw new IOException("the upload of the table answered " + upload.statusCode());
    }
    String path = URI.create(upload.headers().firstValue("Location").orElseThrow()).getPath();
    api.commit(repository, "table.csv", path.substring(path.lastIndexOf('/') + 1));
    awaitProfile();
  }

  private void awaitProfile() throws IOException, InterruptedException {
    for (int look = 0; look < 600; look++) {
      JsonNode profile = api.get("/api/v1/datasets/" + repository + "/profile/main");
      if (profile.get("status").asText().equals("ready")) {
        return;
      }
      LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
    }
    throw new IOException("the profile of " + repository + " takes too long");
  }

  private static String csv() {
    var random = new SplittableRandom(11);
    var text = new StringBuilder();
    for (int column = 0; column < COLUMNS; column++) {
      text.append('c').append(column).append(',');
    }
    text.append(TARGET).append('\n');
    for (int row = 0; row < ROWS; row++) {
      double sum = 0;
      for (int column = 0; column < COLUMNS; column++) {
        double value = random.nextDouble(-1, 1);
        sum += column % 2 == 0 ? value : value * value;
        text.append(String.format(Locale.ROOT, "%.4f,", value));
      }
      text.append(sum + random.nextDouble() > 4 ? "high" : "low").append('\n');
    }
    return text.toString();
  }
}

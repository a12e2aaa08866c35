package dev.trainyard.training.testing;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.trainyard.testing.Tokens;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.ConfigProvider;

/** What tests do again and again: a dataset whose data is a script, a job on it, its end. */
public final class Bench {

  public static final String JOBS = "/api/v1/jobs";
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Tokens.Builder user;

  private Bench(Tokens.Builder user) {
    this.user = user;
  }

  /** A user of his own for each test, so that tests never see each other's jobs. */
  public static Bench ofNewUser() {
    return new Bench(Tokens.user("u" + UUID.randomUUID().toString().substring(0, 12)));
  }

  public static Bench of(Tokens.Builder user) {
    return new Bench(user);
  }

  public String name() {
    return user.name();
  }

  public String token() {
    return user.sign();
  }

  public RequestSpecification call() {
    return Tokens.as(user);
  }

  /** Defines the dataset {@code <user>/data} with a good profile. */
  public void dataset(String... script) {
    dataset("data", String.join("\n", script) + "\n", profile(100, columns()));
  }

  public void dataset(String name, String content, Map<String, Object> profile) {
    given()
        .contentType("application/json")
        .body(Map.of("content", content, "profile", profile))
        .put(fakes() + "/control/datasets/" + user.name() + "/" + name)
        .then()
        .statusCode(204);
  }

  /** A ready profile of a CSV file. */
  public static Map<String, Object> profile(long rows, List<Map<String, Object>> columns) {
    return new HashMap<>(
        Map.of(
            "path", "train.csv",
            "status", "ready",
            "format", "csv",
            "delimiter", ",",
            "rows", rows,
            "bytesRead", 10,
            "columns", columns));
  }

  /** One column of each kind; {@code label} is a fit target. */
  public static List<Map<String, Object>> columns() {
    return new ArrayList<>(
        List.of(
            column("size", "number", 90),
            column("count", "integer", 40),
            column("note", "text", 100),
            label(60, 40)));
  }

  public static Map<String, Object> column(String name, String type, long distinct) {
    return new HashMap<>(
        Map.of(
            "name",
            name,
            "type",
            type,
            "nullCount",
            0,
            "distinctCount",
            distinct,
            "distinctExact",
            true,
            "top",
            List.of()));
  }

  /** The column {@code label} with so many rows of each class. */
  public static Map<String, Object> label(long... counts) {
    Map<String, Object> column = column("label", "category", counts.length);
    List<Map<String, Object>> top = new ArrayList<>();
    for (long count : counts) {
      top.add(Map.of("value", "c" + top.size(), "count", count));
    }
    column.put("top", top);
    return column;
  }

  /** A job that trains on {@code data}. */
  public Map<String, Object> request() {
    Map<String, Object> request = new HashMap<>();
    request.put("task", "tabular-classification");
    request.put("dataset", Map.of("repo", user.name() + "/data"));
    request.put("target", "label");
    request.put("model", Map.of("repo", user.name() + "/model"));
    return request;
  }

  /** Submits {@link #request} and returns the job's id. */
  public String submit() {
    return call().body(request()).post(JOBS).then().statusCode(201).extract().path("id");
  }

  public JsonPath job(String id) {
    return call().get(JOBS + "/" + id).then().statusCode(200).extract().jsonPath();
  }

  /** Waits until the job is in one of the states. */
  public JsonPath awaitState(String id, String... states) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> List.of(states).contains(job(id).getString("state")));
    return job(id);
  }

  public JsonPath awaitEnd(String id) {
    return awaitState(id, "succeeded", "failed", "cancelled");
  }

  /** All log lines of the job. */
  public List<String> log(String id) {
    List<String> lines = new ArrayList<>();
    long after = 0;
    while (true) {
      JsonPath page =
          call()
              .get(JOBS + "/" + id + "/logs?limit=1000&after=" + after)
              .then()
              .statusCode(200)
              .extract()
              .jsonPath();
      List<String> texts = page.getList("lines.text");
      if (texts.isEmpty()) {
        return lines;
      }
      lines.addAll(texts);
      after = page.getLong("nextSeq");
    }
  }

  /** What model-service has of the user's model. */
  public JsonPath model() {
    return given()
        .get(fakes() + "/control/models/" + user.name() + "/model")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath();
  }

  /** Makes the next answers below a path fail. */
  public static void fail(String prefix, int status, int times) {
    given()
        .contentType("application/json")
        .body(Map.of("prefix", prefix, "status", status, "times", times))
        .put(fakes() + "/control/faults")
        .then()
        .statusCode(204);
  }

  public static List<String> grants() {
    return given().get(fakes() + "/control/grants").then().extract().jsonPath().getList("");
  }

  private static String fakes() {
    return ConfigProvider.getConfig().getValue("trainyard.dataset.url", String.class);
  }
}

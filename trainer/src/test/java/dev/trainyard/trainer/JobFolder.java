package dev.trainyard.trainer;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.trainyard.trainer.job.StopRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A job directory as a runner lays it out, and ways to run it. */
public final class JobFolder {

  static final Path EXAMPLES = Path.of("..", "examples", "data").toAbsolutePath().normalize();
  static final ObjectMapper JSON = new ObjectMapper();

  private final Path root;
  private final ObjectNode job = JSON.createObjectNode();
  private final Map<String, String> extra = new HashMap<>();

  private JobFolder(Path root) {
    this.root = root;
  }

  /** Columns are written as "name:type". */
  static JobFolder of(Path root, String task, String file, byte[] data, String... columns) {
    var folder = new JobFolder(root);
    try {
      Files.createDirectories(root.resolve("in"));
      Files.write(root.resolve("in").resolve(file), data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    folder.job.put("contract", 1).put("jobId", "job-1").put("seed", 42).put("task", task);
    ObjectNode channel = folder.job.putObject("channels").putObject("train");
    channel.put("path", file).put("repo", "demo/data").put("commit", "0".repeat(40));
    channel.put("format", file.substring(file.lastIndexOf('.') + 1));
    for (String column : columns) {
      int colon = column.lastIndexOf(':');
      channel
          .withArray("columns")
          .addObject()
          .put("name", column.substring(0, colon))
          .put("type", column.substring(colon + 1));
    }
    return folder;
  }

  static JobFolder csv(Path root, String task, String text, String... columns) {
    return of(root, task, "data.csv", text.getBytes(StandardCharsets.UTF_8), columns);
  }

  static JobFolder breastCancer(Path root) throws IOException {
    byte[] data = Files.readAllBytes(EXAMPLES.resolve("breast-cancer.csv"));
    String header = new String(data, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
    String[] columns = header.split(",", -1);
    for (int i = 0; i < columns.length; i++) {
      columns[i] += i == columns.length - 1 ? ":category" : ":number";
    }
    return of(root, "tabular-classification", "data.csv", data, columns).target("diagnosis");
  }

  static JobFolder mails(Path root) throws IOException {
    byte[] data = Files.readAllBytes(EXAMPLES.resolve("mails.jsonl"));
    JobFolder folder =
        of(root, "text-classification", "mails.jsonl", data, "text:text", "label:category");
    folder.job.put("target", "label").put("text", "text");
    return folder;
  }

  /** Sets the target; every other column becomes a feature. */
  JobFolder target(String target) {
    job.put("target", target);
    var features = job.putArray("features");
    for (JsonNode column : job.path("channels").path("train").path("columns")) {
      if (!column.path("name").asText().equals(target)) {
        features.add(column.path("name").asText());
      }
    }
    return this;
  }

  JobFolder hyperparameter(String name, Object value) {
    job.withObjectProperty("hyperparameters").putPOJO(name, value);
    return this;
  }

  JobFolder environment(String name, String value) {
    extra.put(name, value);
    return this;
  }

  ObjectNode job() {
    return job;
  }

  Path model() {
    return root.resolve("model");
  }

  Path output() {
    return root.resolve("out");
  }

  Path checkpoints() {
    return root.resolve("checkpoints");
  }

  JsonNode modelJson() throws IOException {
    return JSON.readTree(model().resolve("model.json").toFile());
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("TRAIN_JOB_FILE", root.resolve("job.json").toString());
    environment.put("SM_CHANNEL_TRAIN", root.resolve("in").toString());
    environment.put("TRAIN_MODEL_DIR", model().toString());
    environment.put("TRAIN_CHECKPOINT_DIR", checkpoints().toString());
    environment.put("TRAIN_OUTPUT_DIR", output().toString());
    environment.put("OMP_NUM_THREADS", "1");
    environment.putAll(extra);
    return environment;
  }

  /** Exit code and events of a run. */
  record Result(int code, List<JsonNode> events) {

    JsonNode last(String event) {
      return events.stream()
          .filter(node -> node.path("event").asText().equals(event))
          .reduce((first, second) -> second)
          .orElseThrow(() -> new AssertionError("no event " + event + " in " + events));
    }

    double metric(String name) {
      return last("report").path("metrics").path(name).asDouble(Double.NaN);
    }

    JsonNode report() {
      return last("report").path("report");
    }
  }

  Result run() {
    writeJob();
    var out = new ByteArrayOutputStream();
    var stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = new TrainerRun(environment(), stream, System.err, new StopRequest()).execute();
    return new Result(code, events(out.toString(StandardCharsets.UTF_8)));
  }

  static List<JsonNode> events(String text) {
    var events = new ArrayList<JsonNode>();
    text.lines()
        .filter(line -> line.startsWith("{\"@ml\":1"))
        .forEach(
            line -> {
              try {
                events.add(JSON.readTree(line));
              } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
              }
            });
    return events;
  }

  /** Starts the trainer as its own process, standard output piped, standard input open. */
  Process start(String... vmOptions) throws IOException {
    writeJob();
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(List.of(vmOptions));
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), TrainerMain.class.getName()));
    var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(environment());
    return builder.start();
  }

  static Result finish(Process process) throws IOException, InterruptedException {
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("the trainer does not end");
    }
    return new Result(process.exitValue(), events(text));
  }

  private void writeJob() {
    try {
      Files.writeString(root.resolve("job.json"), job.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

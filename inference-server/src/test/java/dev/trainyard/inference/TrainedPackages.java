package dev.trainyard.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/** Packages that the real trainer wrote in its own process. */
final class TrainedPackages {

  private static final Path EXAMPLES =
      Path.of("..", "examples", "data").toAbsolutePath().normalize();

  private TrainedPackages() {}

  /** The mails of the examples; answers label and probabilities of ham and spam. */
  static Path mails(Path root) throws IOException, InterruptedException {
    ObjectNode job = job("text-classification", "label");
    job.put("text", "text");
    column(job, "text", "text");
    column(job, "label", "category");
    Path data = EXAMPLES.resolve("mails.jsonl");
    return train(root, job, "mails.jsonl", Files.readAllBytes(data));
  }

  /** Whether size plus a bonus for red exceeds a limit; features of every kind, with gaps. */
  static Path shapes(Path root) throws IOException, InterruptedException {
    ObjectNode job = job("tabular-classification", "big");
    for (String feature : List.of("colour:category", "size:number", "paid:boolean", "day:date")) {
      String name = feature.substring(0, feature.indexOf(':'));
      column(job, name, feature.substring(name.length() + 1));
      job.withArray("features").add(name);
    }
    column(job, "big", "boolean");
    job.putObject("hyperparameters").put("rounds", 40);
    var random = new Random(3);
    var text = new StringBuilder("colour,size,paid,day,big\n");
    for (int i = 0; i < 400; i++) {
      boolean red = random.nextBoolean();
      int size = random.nextInt(100);
      text.append(red ? "red" : "blue").append(',').append(i % 9 == 0 ? "" : size);
      text.append(',').append(i % 2 == 0).append(",2024-05-").append(10 + i % 20);
      text.append(',').append(size + (red ? 40 : 0) > 70).append('\n');
    }
    return train(root, job, "shapes.csv", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode job(String task, String target) {
    ObjectNode job = new ObjectMapper().createObjectNode();
    job.put("contract", 1).put("jobId", "job-1").put("task", task).put("target", target);
    return job;
  }

  private static void column(ObjectNode job, String name, String type) {
    ObjectNode column = job.withObject("/channels/train").withArray("columns").addObject();
    column.put("name", name).put("type", type);
  }

  private static Path train(Path root, ObjectNode job, String file, byte[] data)
      throws IOException, InterruptedException {
    Files.createDirectories(root.resolve("in"));
    Files.write(root.resolve("in").resolve(file), data);
    job.withObject("/channels/train").put("format", file.substring(file.indexOf('.') + 1));
    Files.writeString(root.resolve("job.json"), job.toString());
    ProcessBuilder builder = java("dev.trainyard.trainer.TrainerMain");
    builder.redirectErrorStream(true).redirectOutput(root.resolve("log").toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "TRAIN_JOB_FILE", root.resolve("job.json").toString(),
                "SM_CHANNEL_TRAIN", root.resolve("in").toString(),
                "TRAIN_MODEL_DIR", root.resolve("model").toString(),
                "TRAIN_CHECKPOINT_DIR", root.resolve("checkpoints").toString(),
                "TRAIN_OUTPUT_DIR", root.resolve("out").toString()));
    Process process = builder.start();
    if (!process.waitFor(120, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new AssertionError(Files.readString(root.resolve("log")));
    }
    return root.resolve("model");
  }

  /** A Java process with the class path of this test. */
  static ProcessBuilder java(String main, String... arguments) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-Xmx256m", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command);
  }
}

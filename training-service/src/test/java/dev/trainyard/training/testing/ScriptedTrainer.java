package dev.trainyard.training.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A small trainer that speaks the platform's contract. Its "data" is a script, one command a line,
 * so that a test decides what the training prints, how long it takes and how it ends.
 */
public final class ScriptedTrainer {

  private static final Path CHECKPOINTS = Path.of(System.getenv("TRAIN_CHECKPOINT_DIR"));
  private static final AtomicInteger LINE = new AtomicInteger();
  private static volatile boolean ignoresTerm;

  private ScriptedTrainer() {}

  /** Runs the script. */
  public static void main(String[] arguments) throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(ScriptedTrainer::onTerm));
    Thread.ofPlatform().daemon().start(ScriptedTrainer::watchParent);
    List<String> script;
    try (var files = Files.list(Path.of(System.getenv("SM_CHANNEL_TRAIN")))) {
      script = Files.readAllLines(files.findFirst().orElseThrow());
    }
    int start = resumed();
    for (int i = start; i < script.size(); i++) {
      LINE.set(i);
      run(script.get(i));
    }
    System.out.flush();
    Runtime.getRuntime().halt(0);
  }

  private static int resumed() throws IOException {
    Path latest = CHECKPOINTS.resolve("latest");
    if (!Files.exists(latest)) {
      return 0;
    }
    int line = Integer.parseInt(Files.readString(latest).strip());
    print("{\"@ml\":1,\"event\":\"resume\",\"step\":%d}".formatted(line));
    return line;
  }

  private static void run(String command) throws Exception {
    int space = command.indexOf(' ');
    String verb = space < 0 ? command : command.substring(0, space);
    String rest = space < 0 ? "" : command.substring(space + 1);
    switch (verb) {
      case "print" -> print(rest);
      case "error" -> System.err.println(rest);
      case "spam" -> spam(rest);
      case "wide" -> {
        for (int i = 0; i < Integer.parseInt(rest); i++) {
          print("x".repeat(8000));
        }
      }
      case "stamp" -> print("stamp " + System.currentTimeMillis());
      case "nonl" -> {
        System.out.print(rest);
        System.out.flush();
      }
      case "metric" -> metric(rest.split(" "));
      case "progress" -> progress(rest.split(" "));
      case "checkpoint" -> checkpoint();
      case "sleep" -> Thread.sleep(Long.parseLong(rest));
      case "await" -> await(Path.of(rest));
      case "touch" -> Files.writeString(Path.of(rest), "");
      case "record-job" ->
          append(Path.of(rest), Path.of("").toAbsolutePath().getFileName().toString());
      case "hang" -> new CountDownLatch(1).await();
      case "ignore-term" -> ignoresTerm = true;
      case "fail-text" ->
          Files.writeString(Path.of(System.getenv("TRAIN_OUTPUT_DIR"), "failure"), rest);
      case "exit" -> exit(Integer.parseInt(rest));
      case "exit-first" -> {
        if (System.getenv("TRAIN_MODEL_DIR").contains("/attempts/1/")) {
          exit(Integer.parseInt(rest));
        }
      }
      case "package" -> pack();
      case "broken-package" ->
          Files.writeString(model("model.json"), "{\"format\":1,\"files\":{\"no\":{}}}");
      case "done" -> print("{\"@ml\":1,\"event\":\"done\"}");
      default -> exit(2);
    }
  }

  private static void metric(String[] words) {
    print(
        "{\"@ml\":1,\"event\":\"metric\",\"step\":%s,\"metrics\":{\"%s\":%s}}"
            .formatted(words[0], words[1], words[2]));
  }

  private static void progress(String[] words) {
    print(
        "{\"@ml\":1,\"event\":\"progress\",\"step\":%s,\"total\":%s,\"etaSeconds\":3}"
            .formatted(words[0], words[1]));
  }

  private static void spam(String count) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < Integer.parseInt(count); i++) {
      all.append("spam ").append(i).append('\n');
      if (all.length() > 100_000) {
        System.out.print(all);
        all.setLength(0);
      }
    }
    System.out.print(all);
    System.out.flush();
  }

  private static void await(Path file) throws InterruptedException {
    while (!Files.exists(file)) {
      Thread.sleep(20);
    }
  }

  private static void append(Path file, String line) throws IOException {
    Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private static synchronized void checkpoint() throws IOException {
    int next = LINE.get() + 1;
    Path partial = CHECKPOINTS.resolve("latest.partial");
    Files.writeString(partial, Integer.toString(next));
    Files.move(
        partial,
        CHECKPOINTS.resolve("latest"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    print("{\"@ml\":1,\"event\":\"checkpoint\",\"step\":%d,\"path\":\"latest\"}".formatted(next));
  }

  private static void pack() throws Exception {
    byte[] graph = "not a real graph".getBytes(StandardCharsets.UTF_8);
    Files.write(model("model.onnx"), graph);
    String sha256 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(graph));
    print(
        "{\"@ml\":1,\"event\":\"report\",\"metrics\":{\"test/accuracy\":0.9},"
            + "\"report\":{\"baseline\":{\"name\":\"majority\",\"metrics\":{\"test/accuracy\":0.5}}}}");
    Files.writeString(
        model("model.json"),
        """
        {"format":1,"task":"tabular-classification",
         "signature":{"inputs":[{"name":"x","datatype":"FP32","shape":[-1]}],
                      "outputs":[{"name":"label","datatype":"BYTES","shape":[-1]}]},
         "labels":["a","b"],"metrics":{"test/accuracy":0.9},
         "files":{"model.onnx":{"sha256":"%s","sizeBytes":%d}},
         "lineage":{"trainer":{"name":"scripted","version":"1","build":"test"}}}
        """
            .formatted(sha256, graph.length));
  }

  private static Path model(String name) {
    return Path.of(System.getenv("TRAIN_MODEL_DIR"), name);
  }

  private static synchronized void print(String line) {
    System.out.println(line);
  }

  private static void exit(int code) {
    System.out.flush();
    Runtime.getRuntime().halt(code);
  }

  private static void onTerm() {
    try {
      if (ignoresTerm) {
        new CountDownLatch(1).await();
      }
      LINE.decrementAndGet();
      checkpoint();
    } catch (IOException | InterruptedException e) {
      Runtime.getRuntime().halt(1);
    }
    Runtime.getRuntime().halt(143);
  }

  private static void watchParent() {
    try {
      while (System.in.read() >= 0) {
        // Nothing is ever written; the end means that the parent is gone.
      }
      LINE.decrementAndGet();
      checkpoint();
      Runtime.getRuntime().halt(75);
    } catch (IOException e) {
      Runtime.getRuntime().halt(1);
    }
  }
}

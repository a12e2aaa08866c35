package dev.trainyard.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.awaitility.Awaitility;

/** The launcher as its own process on a data directory, with fake services as the build. */
final class Instance implements AutoCloseable {

  private static final List<String> MODULES =
      List.of("auth-service", "dataset-service", "model-service", "training-service", "gateway");

  private final Path root;
  private final Path data;
  private final int port;
  private final List<Process> started = new ArrayList<>();

  private Instance(Path root, Path data, int port) {
    this.root = root;
    this.data = data;
    this.port = port;
  }

  /** Makes jars where a build would have made them. */
  static Instance prepare(Path directory) throws IOException {
    Path root = directory.resolve("repository");
    for (String module : MODULES) {
      jar(root.resolve(module).resolve("target/quarkus-app/quarkus-run.jar"), FakeService.class);
    }
    for (String module : List.of("trainer", "inference-server")) {
      jar(
          root.resolve(module).resolve("target").resolve(module).resolve(module + ".jar"),
          FakeService.class);
    }
    jar(root.resolve("e2e-tests/target/journey/journey.jar"), FakeJourney.class);
    return new Instance(root, directory.resolve("data"), freePort());
  }

  Path data() {
    return data;
  }

  Path root() {
    return root;
  }

  int port() {
    return port;
  }

  /** The output of a command that ends by itself; fails when the exit code is another. */
  String command(int expectedCode, String... words) throws Exception {
    Path output = Files.createTempFile("trainyard-command-", ".txt");
    Process process = launch(output, words);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new AssertionError("does not end: " + Files.readString(output));
    }
    String text = Files.readString(output);
    if (process.exitValue() != expectedCode) {
      throw new AssertionError(
          "exit code %d, not %d: %s".formatted(process.exitValue(), expectedCode, text));
    }
    return text;
  }

  /** Starts the platform and returns the launcher when everything is ready. */
  Process up(String... more) throws IOException {
    Path output = data.resolveSibling("up.txt");
    Path ready = data.resolveSibling("ready.txt");
    Files.deleteIfExists(ready);
    List<String> words =
        new ArrayList<>(
            List.of("up", "--port", Integer.toString(port), "--ready-file", ready.toString()));
    words.addAll(List.of(more));
    Process launcher = launch(output, words.toArray(String[]::new));
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .failFast(
            () -> {
              if (!launcher.isAlive()) {
                throw new AssertionError(Files.readString(output));
              }
            })
        .until(() -> Files.exists(ready) && Files.readString(ready).endsWith("\n"));
    return launcher;
  }

  /** What the last {@code up} printed. */
  String printed() throws IOException {
    return Files.readString(data.resolveSibling("up.txt"));
  }

  String get(int atPort, String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + atPort + path))
            .timeout(Duration.ofSeconds(5))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  Process launch(Path output, String... words) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-XX:TieredStopAtLevel=1",
                "dev.trainyard.launcher.command.Main"));
    // The child's coverage counts, too.
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("-javaagent:"))
        .forEach(agent -> command.add(1, agent));
    command.addAll(List.of(words));
    command.addAll(List.of("--root", root.toString(), "--data", data.toString()));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    started.add(process);
    return process;
  }

  @Override
  public void close() {
    for (Process process : started) {
      process.destroy();
      process.onExit().orTimeout(60, TimeUnit.SECONDS).join();
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void jar(Path file, Class<?> main) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.MAIN_CLASS, main.getName());
    String entry = main.getName().replace('.', '/') + ".class";
    Files.createDirectories(file.getParent());
    try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
        InputStream bytes = main.getClassLoader().getResourceAsStream(entry)) {
      jar.putNextEntry(new JarEntry(entry));
      bytes.transferTo(jar);
      jar.closeEntry();
    }
  }
}

package dev.trainyard.journey;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The platform that the journeys run against: the one at {@code TRAINYARD_E2E_URL} with the data
 * directory {@code TRAINYARD_E2E_DATA}, or one that is started for this test run with the very
 * command that users type, on a free port and a temporary data directory, and stopped at the end.
 */
final class RunningPlatform {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static RunningPlatform shared;

  private final URI origin;
  private final Path data;
  private final Map<String, Platform> people = new HashMap<>();

  private RunningPlatform(URI origin, Path data) {
    this.origin = origin;
    this.data = data;
  }

  /** The one platform of this test run. */
  static synchronized RunningPlatform shared() throws IOException, InterruptedException {
    if (shared == null) {
      String url = System.getenv("TRAINYARD_E2E_URL");
      shared =
          url == null
              ? start()
              : new RunningPlatform(URI.create(url), Path.of(System.getenv("TRAINYARD_E2E_DATA")));
    }
    return shared;
  }

  private static RunningPlatform start() throws IOException, InterruptedException {
    Path data = Files.createTempDirectory("trainyard-e2e");
    int port = freePort();
    var platform = new RunningPlatform(URI.create("http://127.0.0.1:" + port), data);
    Runtime.getRuntime().addShutdownHook(new Thread(platform::stopAndForget, "stop platform"));
    platform.up();
    return platform;
  }

  /** Starts it, and returns when all is ready. */
  void up() throws IOException, InterruptedException {
    trainyard("up", "--detach", "--port", origin.getPort() + "", "--data", data + "");
  }

  Platform anonymous() {
    return Platform.at(origin);
  }

  Path data() {
    return data;
  }

  /** An administrator's token, as the owner of the data directory gets it. */
  String operatorToken() throws IOException, InterruptedException {
    return trainyard("token", "--data", data + "").lines().toList().getLast().strip();
  }

  /** A registered user of this name with a token that may write; made on first use. */
  synchronized Platform person(String name) throws IOException, InterruptedException {
    Platform known = people.get(name);
    if (known == null) {
      Path password = Files.createTempDirectory("trainyard-e2e-person").resolve("password");
      known =
          new Account(anonymous(), name).register(anonymous().withToken(operatorToken()), password);
      people.put(name, known);
    }
    return known;
  }

  /** Runs the script and returns its standard output; a failure fails the test with all it said. */
  String trainyard(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve("trainyard").toString()));
    command.addAll(List.of(arguments));
    Path errors = Files.createTempFile("trainyard-e2e", ".err");
    Process process = new ProcessBuilder(command).redirectError(errors.toFile()).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(10, TimeUnit.MINUTES) || process.exitValue() != 0) {
      process.destroy();
      throw new IOException(command + " failed: " + output + Files.readString(errors));
    }
    Files.delete(errors);
    return output;
  }

  private void stopAndForget() {
    try {
      trainyard("down", "--data", data + "");
    } catch (IOException e) {
      System.err.println("the platform could not be stopped: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}

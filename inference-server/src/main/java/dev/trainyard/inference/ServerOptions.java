package dev.trainyard.inference;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The command line of the server. */
record ServerOptions(
    Path modelDirectory, Identity identity, Address address, Limits limits, Set<String> flags) {

  static final String CHECK = "--check";
  static final String EXIT_WITH_PARENT = "--exit-with-parent";

  static final String USAGE =
      "usage: inference-server --model-dir DIR --name NAME [--version N] [--host 127.0.0.1] [--port 0]"
          + " [--port-file FILE] [--threads N] [--queue N] [--max-body BYTES] [--check] [--exit-with-parent]";

  private static final Set<String> FLAGS = Set.of(CHECK, EXIT_WITH_PARENT);
  private static final Set<String> VALUES =
      Set.of(
          "--model-dir",
          "--name",
          "--version",
          "--host",
          "--port",
          "--port-file",
          "--threads",
          "--queue",
          "--max-body");

  /** Name and version that clients use; the version may be null. */
  record Identity(String name, String version) {}

  /** Where to listen; port 0 takes a free one, which the port file then tells. */
  record Address(String host, int port, Path portFile) {}

  /** Bounds on concurrent work. */
  record Limits(int threads, int queue, int maxBody) {}

  static ServerOptions parse(String... arguments) {
    Map<String, String> given = new HashMap<>();
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      if (FLAGS.contains(name)) {
        given.put(name, "");
      } else if (VALUES.contains(name) && i + 1 < arguments.length) {
        given.put(name, arguments[++i]);
      } else {
        throw new IllegalArgumentException("unknown or incomplete option " + name + "; " + USAGE);
      }
    }
    boolean check = given.containsKey(CHECK);
    String portFile = given.get("--port-file");
    Set<String> flags = new HashSet<>(given.keySet());
    flags.retainAll(FLAGS);
    int cores = Runtime.getRuntime().availableProcessors();
    return new ServerOptions(
        Path.of(required(given, "--model-dir", null)),
        new Identity(required(given, "--name", check ? "model" : null), given.get("--version")),
        new Address(
            given.getOrDefault("--host", "127.0.0.1"),
            number(given, "--port", 0, 0, 65_535),
            portFile == null ? null : Path.of(portFile)),
        new Limits(
            number(given, "--threads", Math.min(cores, 4), 1, 256),
            number(given, "--queue", 64, 1, 100_000),
            number(given, "--max-body", 16 << 20, 1024, 1 << 30)),
        Set.copyOf(flags));
  }

  private static String required(Map<String, String> given, String name, String fallback) {
    String value = given.getOrDefault(name, fallback);
    if (value == null || value.isBlank()) {
      throw new IllegalArgumentException("option " + name + " is missing; " + USAGE);
    }
    return value;
  }

  private static int number(
      Map<String, String> given, String name, int fallback, int min, int max) {
    String text = given.get(name);
    if (text == null) {
      return fallback;
    }
    try {
      int value = Integer.parseInt(text);
      if (value >= min && value <= max) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Refused below like a number out of range.
    }
    throw new IllegalArgumentException(name + " must be a whole number from " + min + " to " + max);
  }
}

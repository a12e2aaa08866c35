package dev.trainyard.launcher.command;

import dev.trainyard.launcher.data.LauncherException;
import dev.trainyard.launcher.data.Layout;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The command line: a command, options with a value, and flags. */
record Arguments(String command, Map<String, String> options) {

  private static final Set<String> FLAGS = Set.of("--demo", "--detach");
  private static final Set<String> VALUES =
      Set.of("--root", "--data", "--port", "--user", "--ready-file", "--least-free-bytes");
  private static final int DEFAULT_PORT = 8080;

  static Arguments parse(List<String> words) {
    if (words.isEmpty()) {
      throw new LauncherException("a command is missing");
    }
    Map<String, String> options = new HashMap<>();
    for (int index = 1; index < words.size(); index++) {
      String word = words.get(index);
      if (FLAGS.contains(word)) {
        options.put(word, "");
      } else if (VALUES.contains(word) && index + 1 < words.size()) {
        index++;
        options.put(word, words.get(index));
      } else {
        throw new LauncherException(
            VALUES.contains(word) ? word + " needs a value" : "unknown option " + word);
      }
    }
    return new Arguments(words.getFirst(), Map.copyOf(options));
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  Optional<String> value(String option) {
    return Optional.ofNullable(options.get(option));
  }

  Path root() {
    return Path.of(value("--root").orElse(".")).toAbsolutePath().normalize();
  }

  Layout layout() {
    return new Layout(
        value("--data").map(Path::of).orElse(root().resolve("data")).toAbsolutePath().normalize());
  }

  int port() {
    String text = value("--port").orElse(Integer.toString(DEFAULT_PORT));
    if (!text.matches("\\d{1,5}")
        || Integer.parseInt(text) < 1
        || Integer.parseInt(text) > 65_535) {
      throw new LauncherException("--port must be a number from 1 to 65535, not " + text);
    }
    return Integer.parseInt(text);
  }

  /** The free space that a start needs; the option exists for tests. */
  long leastFreeBytes(long usual) {
    return value("--least-free-bytes").map(Long::parseLong).orElse(usual);
  }
}

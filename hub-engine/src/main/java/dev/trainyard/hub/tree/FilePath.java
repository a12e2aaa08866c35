package dev.trainyard.hub.tree;

import dev.trainyard.commons.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The rule for paths inside a repository, and their order, which is that of their UTF-8 bytes. */
public final class FilePath {

  static final Comparator<String> BYTE_ORDER =
      (a, b) ->
          Arrays.compareUnsigned(
              a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

  private static final int MOST_BYTES = 1024;

  private FilePath() {}

  /** What is wrong with a path, if anything. */
  static Optional<String> fault(String path) {
    if (path == null || path.isEmpty()) {
      return Optional.of("must not be empty");
    }
    if (path.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
      return Optional.of("must have at most " + MOST_BYTES + " bytes in UTF-8");
    }
    if (path.chars().anyMatch(c -> Character.isISOControl(c) || c == '\\' || c == '\uFFFD')) {
      return Optional.of("must not hold control characters or backslashes");
    }
    if (!StandardCharsets.UTF_8.newEncoder().canEncode(path)
        || !Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
      return Optional.of("must be Unicode text in the normal form NFC");
    }
    for (String segment : path.split("/", -1)) {
      if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
        return Optional.of("must not have empty segments, '.' or '..'");
      }
      if (segment.equalsIgnoreCase(".git")) {
        return Optional.of("must not have a segment .git");
      }
    }
    return Optional.empty();
  }

  /** Returns the path, or throws the 400 that names {@code field}. */
  public static String require(String field, String path) {
    fault(path)
        .ifPresent(
            message -> {
              throw ProblemException.invalid(field, message);
            });
    return path;
  }

  static boolean isValid(String path) {
    return fault(path).isEmpty();
  }

  /** {@code a} and {@code a/b} for {@code a/b/c}. */
  static List<String> directoriesOf(String path) {
    List<String> directories = new ArrayList<>();
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      directories.add(path.substring(0, slash));
    }
    return directories;
  }

  /** The least text above everything that lies below a directory: '0' follows '/'. */
  static String endOf(String directory) {
    return directory + "0";
  }
}

package dev.trainyard.hub.download;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a {@code Range} header asks for (RFC 9110, 14.2). A header that is malformed, of another
 * unit or asks for several ranges is ignored, as the RFC allows.
 */
sealed interface ByteRange {

  Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})\\s*-\\s*(\\d{0,18})\\s*");

  /** The whole content. */
  record Whole() implements ByteRange {}

  /** Bytes {@code first} to {@code last}, both included. */
  record Part(long first, long last) implements ByteRange {
    long length() {
      return last - first + 1;
    }
  }

  /** Nothing that the content has. */
  record Unsatisfiable() implements ByteRange {}

  static ByteRange parse(String header, long size) {
    Matcher matcher = ONE.matcher(header == null ? "" : header);
    if (!matcher.matches() || (matcher.group(1).isEmpty() && matcher.group(2).isEmpty())) {
      return new Whole();
    }
    if (size == 0) {
      // A client of the Hub asks for the first byte of every file, and must not fail on empty ones.
      return new Whole();
    }
    if (matcher.group(1).isEmpty()) {
      long suffix = Long.parseLong(matcher.group(2));
      return suffix == 0 ? new Unsatisfiable() : new Part(Math.max(0, size - suffix), size - 1);
    }
    long first = Long.parseLong(matcher.group(1));
    long last =
        matcher.group(2).isEmpty()
            ? size - 1
            : Math.min(size - 1, Long.parseLong(matcher.group(2)));
    if (first >= size) {
      return new Unsatisfiable();
    }
    return last < first ? new Whole() : new Part(first, last);
  }
}

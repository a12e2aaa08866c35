package dev.trainyard.commons.paging;

import dev.trainyard.commons.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * The sort key of the last row of a page, opaque to clients. Its parts are the values of the key's
 * columns in order; a cursor that was not made by this class is refused with a 400.
 */
public record Cursor(List<String> parts) {

  private static final String SEPARATOR = "\u001f";
  private static final int MAX_LENGTH = 2048;

  public Cursor {
    parts = List.copyOf(parts);
  }

  public static Cursor of(Object... parts) {
    return new Cursor(List.of(parts).stream().map(Object::toString).toList());
  }

  /**
   * Reads what a client sent.
   *
   * @param text the query parameter, or null on the first page
   * @param size number of parts that the listing's key has
   * @return null when there is no cursor
   */
  public static Cursor decode(String text, int size) {
    if (text == null || text.isEmpty()) {
      return null;
    }
    if (text.length() > MAX_LENGTH) {
      throw refused();
    }
    try {
      String joined = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var cursor = new Cursor(List.of(joined.split(SEPARATOR, -1)));
      if (cursor.parts.size() != size || joined.indexOf('\u0000') >= 0) {
        throw refused();
      }
      return cursor;
    } catch (IllegalArgumentException e) {
      throw refused();
    }
  }

  public String encode() {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
  }

  public String text(int index) {
    return parts.get(index);
  }

  public Instant instant(int index) {
    return parsed(index, Instant::parse);
  }

  public long number(int index) {
    return parsed(index, Long::parseLong);
  }

  public UUID uuid(int index) {
    return parsed(index, UUID::fromString);
  }

  private <T> T parsed(int index, Function<String, T> parser) {
    try {
      return parser.apply(parts.get(index));
    } catch (IllegalArgumentException | DateTimeException e) {
      throw refused();
    }
  }

  private static ProblemException refused() {
    return ProblemException.invalid("cursor", "is not one that this listing gave out");
  }
}

package dev.trainyard.commons.paging;

import dev.trainyard.commons.problem.ProblemException;

/**
 * Parses the {@code limit} parameter; a text so that JAX-RS does not answer 404 to a bad number.
 */
public final class Limit {

  private Limit() {}

  /** The requested number of items, {@code fallback} when absent, 400 when out of 1..max. */
  public static int of(String text, int fallback, int max) {
    if (text == null || text.isEmpty()) {
      return fallback;
    }
    try {
      int limit = Integer.parseInt(text);
      if (limit >= 1 && limit <= max) {
        return limit;
      }
    } catch (NumberFormatException e) {
      // Falls through to the one answer for everything that is not a number in range.
    }
    throw ProblemException.invalid("limit", "must be a number from 1 to " + max);
  }

  /** The platform's default: 50, at most 100. */
  public static int of(String text) {
    return of(text, 50, 100);
  }
}

package dev.trainyard.commons.problem;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What a failure of the database means for a caller, by the SQL state somewhere among its causes:
 * most of them are nobody's mistake and pass.
 */
public final class DatabaseFailures {

  /** SQL states character_not_in_repertoire and untranslatable_character. */
  private static final Set<String> UNSTORABLE_TEXT = Set.of("22021", "22P05");

  private static final String DISK_FULL = "53100";

  /**
   * Beginnings of states: connection lost, a conflict of transactions, too few resources, a lock
   * not got in time, stopped by the operator or by a time-out.
   */
  private static final Set<String> PASSING = Set.of("08", "40", "53", "55P03", "57");

  private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

  private DatabaseFailures() {}

  /** The answer for a failure of the database; empty when it was another, or a mistake of ours. */
  public static Optional<ProblemException> explained(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        return explained(sql);
      }
    }
    return Optional.empty();
  }

  private static Optional<ProblemException> explained(SQLException failure) {
    String state = failure.getSQLState();
    if (DISK_FULL.equals(state)) {
      return Optional.of(
          ProblemException.of(
              ProblemType.INSUFFICIENT_STORAGE, "The disk of the database is full", failure));
    }
    // The pool has no state for a connection that it could not get in time.
    if (state == null || PASSING.stream().anyMatch(state::startsWith)) {
      return Optional.of(
          ProblemException.retryLater(
              ProblemType.DEPENDENCY_UNAVAILABLE,
              "The database is busy or away; try again",
              RETRY_AFTER,
              failure));
    }
    if (UNSTORABLE_TEXT.contains(state)) {
      return Optional.of(
          ProblemException.of(
              ProblemType.INVALID_INPUT,
              "A text holds the character U+0000, which no text may",
              failure));
    }
    return Optional.empty();
  }
}

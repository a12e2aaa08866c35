package dev.trainyard.auth.audit;

import dev.trainyard.commons.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which entries a listing shows; null means any. */
record AuditFilter(
    String actor, String action, String target, String outcome, Instant from, Instant to) {

  private static final int LONGEST = 300;

  /** Reads what a client sent, or throws the 400 that names the parameter. */
  static AuditFilter of(
      String actor, String action, String target, String outcome, String from, String to) {
    String result = text("outcome", outcome);
    if (result != null && !List.of("success", "refused").contains(result)) {
      throw ProblemException.invalid("outcome", "must be success or refused");
    }
    return new AuditFilter(
        text("actor", actor),
        text("action", action),
        text("target", target),
        result,
        instant("from", from),
        instant("to", to));
  }

  /** SQL conditions by their value, each with one parameter. */
  Map<String, Object> conditions() {
    Map<String, Object> conditions = new LinkedHashMap<>();
    put(conditions, "actor = ?", actor);
    put(conditions, "action = ?", action);
    put(conditions, "target = ?", target);
    put(conditions, "outcome = ?", outcome);
    put(conditions, "at >= ?", from);
    put(conditions, "at < ?", to);
    return conditions;
  }

  private static void put(Map<String, Object> conditions, String condition, Object value) {
    if (value != null) {
      conditions.put(condition, value);
    }
  }

  private static String text(String name, String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    if (value.length() > LONGEST || value.indexOf('\u0000') >= 0) {
      throw ProblemException.invalid(name, "is not something that an entry can hold");
    }
    return value;
  }

  private static Instant instant(String name, String value) {
    if (value == null || value.isEmpty()) {
      return null;
    }
    try {
      return Instant.parse(value);
    } catch (DateTimeParseException e) {
      throw ProblemException.invalid(name, "must be a time such as 2026-01-31T00:00:00Z");
    }
  }
}

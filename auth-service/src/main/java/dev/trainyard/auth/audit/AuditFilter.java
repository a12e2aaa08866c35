package dev.trainyard.auth.audit;

import dev.trainyard.auth.peer.Peer;
import dev.trainyard.commons.problem.ProblemException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Which entries a listing shows; null means any. */
record AuditFilter(
    String service,
    String actor,
    String action,
    String target,
    String outcome,
    Instant from,
    Instant to) {

  /** This service, whose entries are its own; those of the others are copies. */
  static final String OWN = "auth";

  private static final int LONGEST = 300;
  private static final List<String> SERVICES =
      Stream.concat(Stream.of(OWN), Stream.of(Peer.values()).map(Peer::text)).toList();

  boolean showsOwn() {
    return service == null || service.equals(OWN);
  }

  boolean showsCollected() {
    return !OWN.equals(service);
  }

  /** Reads what a client sent, or throws the 400 that names the parameter. */
  static AuditFilter of(
      String service,
      String actor,
      String action,
      String target,
      String outcome,
      String from,
      String to) {
    String result = text("outcome", outcome);
    if (result != null && !List.of("success", "refused").contains(result)) {
      throw ProblemException.invalid("outcome", "must be success or refused");
    }
    String origin = text("service", service);
    if (origin != null && !SERVICES.contains(origin)) {
      throw ProblemException.invalid("service", "must be one of " + String.join(", ", SERVICES));
    }
    return new AuditFilter(
        origin,
        text("actor", actor),
        text("action", action),
        text("target", target),
        result,
        instant("from", from),
        instant("to", to));
  }

  /** SQL conditions with their values, each with one parameter. */
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

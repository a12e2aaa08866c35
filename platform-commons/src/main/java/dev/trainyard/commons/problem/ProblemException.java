package dev.trainyard.commons.problem;

import static java.util.Objects.requireNonNull;

import dev.trainyard.commons.problem.Problem.FieldError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The one exception that services throw for an expected failure. Its message is sent to the caller,
 * so it must name the caller's own input and nothing internal.
 */
public final class ProblemException extends RuntimeException {

  private final ProblemType type;
  private final transient List<FieldError> errors;
  private final transient Duration retryAfter;
  private final transient List<String> methods;

  private ProblemException(
      ProblemType type,
      String detail,
      List<FieldError> errors,
      Duration retryAfter,
      List<String> methods,
      Throwable cause) {
    super(detail, cause);
    this.type = requireNonNull(type);
    this.errors = List.copyOf(errors);
    this.retryAfter = retryAfter;
    this.methods = List.copyOf(methods);
  }

  public static ProblemException of(ProblemType type, String detail) {
    return new ProblemException(type, detail, List.of(), null, List.of(), null);
  }

  public static ProblemException of(ProblemType type, String detail, Throwable cause) {
    return new ProblemException(type, detail, List.of(), null, List.of(), cause);
  }

  public static ProblemException of(ProblemType type, String detail, List<FieldError> errors) {
    return new ProblemException(type, detail, errors, null, List.of(), null);
  }

  /** An answer that tells the caller when to come again, for 429 and 503. */
  public static ProblemException retryLater(ProblemType type, String detail, Duration retryAfter) {
    return retryLater(type, detail, retryAfter, null);
  }

  /** The same, with what it came from, for logs alone. */
  public static ProblemException retryLater(
      ProblemType type, String detail, Duration retryAfter, Throwable cause) {
    return new ProblemException(
        type, detail, List.of(), requireNonNull(retryAfter), List.of(), cause);
  }

  /** 400 that names the field at fault. */
  public static ProblemException invalid(String field, String message) {
    return of(
        ProblemType.INVALID_INPUT,
        "Field " + field + ": " + message,
        List.of(new FieldError(field, message)));
  }

  /** 422 that names the field which contradicts the data it refers to. */
  public static ProblemException unprocessable(String field, String message) {
    return of(
        ProblemType.UNPROCESSABLE,
        "Field " + field + ": " + message,
        List.of(new FieldError(field, message)));
  }

  public static ProblemException notFound(String resource, Object id) {
    return of(ProblemType.NOT_FOUND, resource + " " + id + " does not exist");
  }

  public static ProblemException conflict(String detail) {
    return of(ProblemType.CONFLICT, detail);
  }

  public static ProblemException forbidden(String detail) {
    return of(ProblemType.FORBIDDEN, detail);
  }

  /** 403 of a session that has to prove again, in one of these ways, that its owner is there. */
  public static ProblemException stepUp(String detail, List<String> methods) {
    return new ProblemException(
        ProblemType.STEP_UP_REQUIRED, detail, List.of(), null, methods, null);
  }

  public ProblemType type() {
    return type;
  }

  public List<FieldError> errors() {
    return errors;
  }

  /** How the caller may prove to be there, for {@link ProblemType#STEP_UP_REQUIRED}. */
  public List<String> methods() {
    return methods;
  }

  /** When the caller may try again, sent as {@code Retry-After}. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}

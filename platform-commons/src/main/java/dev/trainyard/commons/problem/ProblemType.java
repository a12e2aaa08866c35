package dev.trainyard.commons.problem;

import java.net.URI;
import java.util.Locale;

/**
 * The closed set of problem kinds; each one is documented in {@code docs/reference/problems.md}.
 */
public enum ProblemType {
  INVALID_INPUT(400, "The request is not valid"),
  UNAUTHENTICATED(401, "Authentication is required"),
  FORBIDDEN(403, "The caller may not do this"),
  STEP_UP_REQUIRED(403, "The caller must prove again to be there"),
  NOT_FOUND(404, "The resource does not exist"),
  METHOD_NOT_ALLOWED(405, "The resource does not support this method"),
  NOT_ACCEPTABLE(406, "The resource has no representation that the caller accepts"),
  REQUEST_TIMEOUT(408, "The request did not arrive in time"),
  CONFLICT(409, "The request conflicts with the current state"),
  GONE(410, "The resource existed and is no longer available"),
  STALE_VERSION(412, "The resource was changed by someone else"),
  TOO_LARGE(413, "The request is larger than allowed"),
  URI_TOO_LONG(414, "The request line is longer than allowed"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  RANGE_NOT_SATISFIABLE(416, "The requested range lies outside the content"),
  UNPROCESSABLE(422, "The request contradicts the data it refers to"),
  IDEMPOTENCY_KEY_REUSED(422, "The idempotency key belongs to another request"),
  LOCKED(423, "Another request holds the resource"),
  TOO_MANY_REQUESTS(429, "Too many requests"),
  HEADERS_TOO_LARGE(431, "The request headers are larger than allowed"),
  CHECKSUM_MISMATCH(460, "The content does not match its checksum"),
  INTERNAL(500, "The server failed to handle the request"),
  BAD_GATEWAY(502, "A required service answered wrongly or not at all"),
  DEPENDENCY_UNAVAILABLE(503, "A required service is unavailable"),
  UPSTREAM_TIMEOUT(504, "A required service did not answer in time"),
  INSUFFICIENT_STORAGE(507, "There is not enough storage left");

  private final int status;
  private final String title;

  ProblemType(int status, String title) {
    this.status = status;
    this.title = title;
  }

  /** HTTP status code; 460 is the one that tus 1.0 defines for a checksum mismatch. */
  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public URI uri() {
    return URI.create("urn:trainyard:problem:" + name().toLowerCase(Locale.ROOT).replace('_', '-'));
  }
}

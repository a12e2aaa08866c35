package dev.trainyard.hub.sql;

/** A unique constraint refused a row: somebody else was first. */
public final class DuplicateRowException extends RuntimeException {

  private final String constraint;

  DuplicateRowException(String constraint, Throwable cause) {
    super("unique constraint " + constraint, cause);
    this.constraint = constraint;
  }

  public String constraint() {
    return constraint;
  }
}

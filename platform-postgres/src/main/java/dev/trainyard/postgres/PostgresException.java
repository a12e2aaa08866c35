package dev.trainyard.postgres;

/** The server could not be unpacked, started, stopped or prepared; the message says what to do. */
public final class PostgresException extends RuntimeException {

  /** Fails for a reason of its own. */
  public PostgresException(String message) {
    super(message);
  }

  /** Fails because of another failure. */
  public PostgresException(String message, Throwable cause) {
    super(message, cause);
  }
}

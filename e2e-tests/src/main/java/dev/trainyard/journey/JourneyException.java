package dev.trainyard.journey;

/** A step of the journey that did not go as a user would expect; the message says which. */
public final class JourneyException extends RuntimeException {

  public JourneyException(String message) {
    super(message);
  }

  public JourneyException(String message, Throwable cause) {
    super(message, cause);
  }
}

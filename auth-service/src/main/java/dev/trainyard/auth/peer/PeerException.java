package dev.trainyard.auth.peer;

/** Another service did not do what was asked; trying again later may help. */
public final class PeerException extends RuntimeException {

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}

package dev.trainyard.postgres;

/** The chosen port went to somebody else between the choice and the server's bind. */
final class PortTakenException extends Exception {

  PortTakenException(String serverLines) {
    super(serverLines);
  }
}

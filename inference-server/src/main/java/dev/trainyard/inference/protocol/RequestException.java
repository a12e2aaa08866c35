package dev.trainyard.inference.protocol;

/** A request that the protocol or the model's signature does not allow. */
public final class RequestException extends Exception {

  public RequestException(String message) {
    super(message);
  }
}

package dev.trainyard.gateway.upstream;

/** No replica of a service may be asked just now. */
public final class NoReplicaException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public NoReplicaException(String service) {
    super("No replica of " + service + " can be reached", null, false, false);
  }
}

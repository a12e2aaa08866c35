package dev.trainyard.training.client;

/** Another service did not do what was asked. */
public final class PeerException extends RuntimeException {

  private final int status;

  private PeerException(int status, String message, Throwable cause) {
    super(message, cause);
    this.status = status;
  }

  /** It could not be reached or cannot answer now; trying again may help. */
  static PeerException unavailable(String peer, Throwable cause) {
    return new PeerException(0, peer + " cannot be reached", cause);
  }

  /** It answered, and not well. */
  static PeerException refused(String peer, int status, String detail) {
    return new PeerException(status, peer + " answered " + status + ": " + detail, null);
  }

  /** The HTTP status, 0 when there was no answer. */
  public int status() {
    return status;
  }

  /** Whether the same request may succeed later. */
  public boolean isTemporary() {
    return status == 0 || status == 408 || status == 423 || status == 429 || status >= 500;
  }
}

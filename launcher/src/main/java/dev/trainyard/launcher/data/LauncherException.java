package dev.trainyard.launcher.data;

/** Something the operator must know or mend; the message is one clear line, shown as it is. */
public final class LauncherException extends RuntimeException {

  /** Fails for a reason of its own. */
  public LauncherException(String message) {
    super(message);
  }

  /** Fails because of another failure. */
  public LauncherException(String message, Throwable cause) {
    super(message, cause);
  }
}

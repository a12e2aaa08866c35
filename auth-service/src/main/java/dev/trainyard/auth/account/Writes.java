package dev.trainyard.auth.account;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;

/** The rule that a credential of scope {@code read} changes nothing. */
public final class Writes {

  private Writes() {}

  /** Throws 403 unless the caller's credential may write. */
  public static void require(Caller caller) {
    if (!caller.writes()) {
      throw ProblemException.forbidden("The credential's scope is read; this needs write");
    }
  }
}

package dev.trainyard.training.runner;

import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Loads a finished package where it would be served and compares the answer to its example. */
public interface PackageCheck {

  /** Whether a check is set up. */
  boolean isConfigured();

  /**
   * Checks the package of an attempt.
   *
   * @param pace called while waiting; may throw to give up
   * @return what is wrong; empty when nothing is
   */
  Optional<String> problem(UUID job, int attempt, Runnable pace) throws IOException;
}

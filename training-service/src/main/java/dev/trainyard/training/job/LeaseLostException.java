package dev.trainyard.training.job;

import java.util.UUID;

/** Somebody else has the job now; whoever meets this must stop at once and write nothing more. */
public final class LeaseLostException extends RuntimeException {

  /** For the job that was lost. */
  public LeaseLostException(UUID job) {
    super("the lease of job " + job + " is lost");
  }
}

package dev.trainyard.training.execution;

import dev.trainyard.training.job.Reason;

/** The job cannot succeed, for this reason. */
final class JobFailure extends RuntimeException {

  private final transient Reason reason;

  JobFailure(Reason reason) {
    super(reason.message());
    this.reason = reason;
  }

  JobFailure(String code, String message, String hint) {
    this(new Reason(code, message, hint));
  }

  Reason reason() {
    return reason;
  }
}

package dev.trainyard.auth.session;

import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/step-up}: one of the three. */
record StepUpRequest(
    @Size(max = 1024) String password,
    @Size(max = 20) String code,
    @Size(max = 100) String recoveryCode) {

  /** Keeps the secrets out of every log. */
  @Override
  public String toString() {
    return "StepUpRequest[…]";
  }
}

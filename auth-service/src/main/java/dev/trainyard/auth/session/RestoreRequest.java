package dev.trainyard.auth.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/login/restore}. */
record RestoreRequest(@NotNull @Size(max = 100) String challenge) {

  /** Keeps the secret out of every log. */
  @Override
  public String toString() {
    return "RestoreRequest[…]";
  }
}

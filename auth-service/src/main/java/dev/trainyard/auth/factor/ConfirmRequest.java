package dev.trainyard.auth.factor;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/second-factor/confirm}. */
record ConfirmRequest(@NotNull @Size(max = 20) String code) {

  /** Keeps the code out of every log. */
  @Override
  public String toString() {
    return "ConfirmRequest[…]";
  }
}

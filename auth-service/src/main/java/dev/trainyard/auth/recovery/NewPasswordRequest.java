package dev.trainyard.auth.recovery;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/password-resets/complete}. */
record NewPasswordRequest(
    @NotNull @Size(max = 100) String token, @NotNull @Size(max = 1024) String password) {

  /** Keeps token and password out of every log. */
  @Override
  public String toString() {
    return "NewPasswordRequest[…]";
  }
}

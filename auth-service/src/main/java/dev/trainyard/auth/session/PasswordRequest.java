package dev.trainyard.auth.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/auth/password}. */
record PasswordRequest(
    @NotNull @Size(max = 1024) String currentPassword,
    @NotNull @Size(max = 1024) String newPassword) {

  /** Keeps the passwords out of every log. */
  @Override
  public String toString() {
    return "PasswordRequest[…]";
  }
}

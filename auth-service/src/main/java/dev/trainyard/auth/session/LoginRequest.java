package dev.trainyard.auth.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code POST /api/v1/auth/login}.
 *
 * @param name user name or e-mail address
 */
record LoginRequest(
    @NotNull @Size(max = 300) String name, @NotNull @Size(max = 1024) String password) {

  /** Keeps the password out of every log. */
  @Override
  public String toString() {
    return "LoginRequest[…]";
  }
}

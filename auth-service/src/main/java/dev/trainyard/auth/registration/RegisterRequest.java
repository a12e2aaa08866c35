package dev.trainyard.auth.registration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code POST /api/v1/auth/register}.
 *
 * @param inviteToken needed unless registration is open
 */
record RegisterRequest(
    @Size(max = 100) String inviteToken,
    @NotNull String name,
    @NotNull String email,
    @NotNull @Size(max = 1024) String password,
    String displayName) {

  /** Keeps token and password out of every log. */
  @Override
  public String toString() {
    return "RegisterRequest[…]";
  }
}

package dev.trainyard.auth.session;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code POST /api/v1/auth/login/second-factor}.
 *
 * @param code what the authenticator app shows, or absent
 * @param recoveryCode a recovery code, or absent; one of the two is needed
 */
record SecondFactorRequest(
    @NotNull @Size(max = 100) String challenge,
    @Size(max = 20) String code,
    @Size(max = 100) String recoveryCode) {

  /** Keeps the secrets out of every log. */
  @Override
  public String toString() {
    return "SecondFactorRequest[…]";
  }
}

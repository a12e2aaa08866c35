package dev.trainyard.auth.leak;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/tokens/revocations}. */
record RevocationRequest(@NotBlank @Size(max = 512) String token) {

  /** Keeps the token out of every log. */
  @Override
  public String toString() {
    return "RevocationRequest[…]";
  }
}

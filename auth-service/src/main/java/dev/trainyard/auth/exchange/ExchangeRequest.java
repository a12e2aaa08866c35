package dev.trainyard.auth.exchange;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /internal/exchange}. */
record ExchangeRequest(@NotNull CredentialKind kind, @NotNull @Size(max = 512) String credential) {

  /** Keeps the credential out of every log. */
  @Override
  public String toString() {
    return "ExchangeRequest[…]";
  }
}

package dev.trainyard.auth.exchange;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code POST /internal/exchange}.
 *
 * @param address from where the credential came, if the gateway says so
 */
record ExchangeRequest(
    @NotNull CredentialKind kind,
    @NotNull @Size(max = 512) String credential,
    @Size(max = 64) String address) {

  /** Keeps the credential out of every log. */
  @Override
  public String toString() {
    return "ExchangeRequest[…]";
  }
}

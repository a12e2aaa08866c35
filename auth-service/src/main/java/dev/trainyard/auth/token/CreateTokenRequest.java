package dev.trainyard.auth.token;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/** Body of {@code POST /api/v1/tokens}. */
record CreateTokenRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "\\P{C}*", message = "must not hold control characters")
        String name,
    @NotNull TokenScope scope,
    @Min(1) @Max(365) Integer expiresInDays) {

  private static final int DEFAULT_DAYS = 90;

  CreateTokenRequest {
    expiresInDays = expiresInDays == null ? DEFAULT_DAYS : expiresInDays;
  }
}

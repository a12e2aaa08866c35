package dev.trainyard.auth.token;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;

/**
 * Body of {@code POST /api/v1/tokens}.
 *
 * @param networks from where it may be used, as CIDR ranges; nothing for everywhere
 */
record CreateTokenRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "\\P{C}*", message = "must not hold control characters")
        String name,
    @NotNull TokenScope scope,
    @Size(max = 20) List<@NotNull @Size(max = 49) String> networks,
    @Min(value = 1, message = LIFE) @Max(value = 365, message = LIFE) Integer expiresInDays) {

  private static final int DEFAULT_DAYS = 90;
  private static final String LIFE = "must be between 1 and 365 days";

  CreateTokenRequest {
    expiresInDays = expiresInDays == null ? DEFAULT_DAYS : expiresInDays;
    networks = networks == null ? List.of() : Collections.unmodifiableList(networks);
  }
}

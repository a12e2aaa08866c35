package dev.trainyard.auth.token;

import dev.trainyard.commons.problem.ProblemException;
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
 * @param scope {@code read} or {@code write}, in place of {@code scopes}
 * @param scopes {@code read}, {@code write}, {@code admin} or single permissions
 * @param only repositories and namespaces that it is limited to; nothing for all
 * @param networks from where it may be used, as CIDR ranges; nothing for everywhere
 */
record CreateTokenRequest(
    @NotBlank
        @Size(max = 100)
        @Pattern(regexp = "\\P{C}*", message = "must not hold control characters")
        String name,
    TokenScope scope,
    @Size(min = 1, max = 30) List<@NotNull @Size(max = 40) String> scopes,
    @Size(max = 50) List<@NotNull @Size(max = 200) String> only,
    @Size(max = 20) List<@NotNull @Size(max = 49) String> networks,
    @Min(value = 1, message = LIFE) @Max(value = 365, message = LIFE) Integer expiresInDays) {

  private static final int DEFAULT_DAYS = 90;
  private static final String LIFE = "must be between 1 and 365 days";

  CreateTokenRequest {
    expiresInDays = expiresInDays == null ? DEFAULT_DAYS : expiresInDays;
    scopes = scopes == null ? null : Collections.unmodifiableList(scopes);
    only = only == null ? List.of() : Collections.unmodifiableList(only);
    networks = networks == null ? List.of() : Collections.unmodifiableList(networks);
  }

  /** The scopes, however they were asked for. */
  List<String> wanted() {
    if ((scope == null) == (scopes == null)) {
      throw ProblemException.invalid(scope == null ? "scopes" : "scope", "is one of two: give one");
    }
    return scope == null ? scopes : List.of(scope.text());
  }
}

package dev.trainyard.auth.robot;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Collections;
import java.util.List;

/**
 * Body of {@code POST /api/v1/orgs/{org}/robots}.
 *
 * @param role at most the maker's own, and at most maintainer
 * @param scopes {@code read}, {@code write} or single permissions
 * @param only repositories of the organisation that it is limited to; nothing for all of them
 * @param networks from where it may act, as CIDR ranges; nothing for everywhere
 */
record CreateRobotRequest(
    @NotBlank @Size(max = 63) String name,
    @Size(max = 200) @Pattern(regexp = "\\P{C}*", message = "must not hold control characters")
        String description,
    @NotNull NamespaceRole role,
    @NotEmpty @Size(max = 30) List<@NotNull @Size(max = 40) String> scopes,
    @Size(max = 50) List<@NotNull @Size(max = 200) String> only,
    @Size(max = 20) List<@NotNull @Size(max = 49) String> networks,
    @NotNull @Min(value = 1, message = LIFE) @Max(value = 365, message = LIFE)
        Integer expiresInDays) {

  private static final String LIFE = "must be between 1 and 365 days";

  CreateRobotRequest {
    description = description == null ? "" : description.strip();
    scopes = scopes == null ? null : Collections.unmodifiableList(scopes);
    only = only == null ? List.of() : Collections.unmodifiableList(only);
    networks = networks == null ? List.of() : Collections.unmodifiableList(networks);
  }
}

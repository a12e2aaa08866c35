package dev.trainyard.auth.registration;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;

/**
 * Body of {@code POST /api/v1/auth/invitations}.
 *
 * @param email the only address that may accept, or absent for any
 * @param role role in the organisation, {@code reader} when absent
 * @param platformRole {@code admin} or {@code auditor}; only administrators may give it
 */
record CreateInvitationRequest(
    String email,
    @Size(max = 63) String organisation,
    NamespaceRole role,
    @Size(max = 20) String platformRole,
    @Min(1) @Max(90) Integer expiresInDays) {

  private static final int DEFAULT_DAYS = 7;

  CreateInvitationRequest {
    expiresInDays = expiresInDays == null ? DEFAULT_DAYS : expiresInDays;
  }
}

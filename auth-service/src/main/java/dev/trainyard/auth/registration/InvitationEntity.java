package dev.trainyard.auth.registration;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A pending invitation; accepting or revoking it deletes the row. Never leaves this package. */
@Entity
@Table(name = "invitation")
class InvitationEntity {

  @Id private UUID id;

  @Column(name = "token_hash", updatable = false)
  private byte[] tokenHash;

  private String email;

  @Column(name = "organisation_id")
  private UUID organisationId;

  @Enumerated(EnumType.STRING)
  private NamespaceRole role;

  private boolean admin;
  private boolean auditor;

  @Column(name = "created_by")
  private UUID createdBy;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected InvitationEntity() {} // for Hibernate

  InvitationEntity(byte[] tokenHash, Terms terms, UUID createdBy, Instant at, Instant end) {
    this.id = UUID.randomUUID();
    this.tokenHash = tokenHash;
    this.email = terms.email();
    this.organisationId = terms.organisation();
    this.role = terms.role();
    this.admin = terms.admin();
    this.auditor = terms.auditor();
    this.createdBy = createdBy;
    this.createdAt = at;
    this.expiresAt = end;
  }

  UUID id() {
    return id;
  }

  UUID createdBy() {
    return createdBy;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  Terms terms() {
    return new Terms(email, organisationId, role, admin, auditor);
  }

  /**
   * What an invitation offers.
   *
   * @param email the only address it is for, or null
   * @param organisation the organisation it leads into, or null
   * @param role role there, null exactly when the organisation is
   */
  record Terms(
      String email, UUID organisation, NamespaceRole role, boolean admin, boolean auditor) {}
}

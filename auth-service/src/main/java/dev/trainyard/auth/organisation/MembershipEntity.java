package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One account's role in one organisation. Never leaves this package. */
@Entity
@Table(name = "membership")
@IdClass(MembershipEntity.Key.class)
class MembershipEntity {

  @Id
  @Column(name = "organisation_id")
  private UUID organisationId;

  @Id
  @Column(name = "account_id")
  private UUID accountId;

  @Enumerated(EnumType.STRING)
  private NamespaceRole role;

  @Column(updatable = false)
  private Instant since;

  protected MembershipEntity() {} // for Hibernate

  MembershipEntity(UUID organisationId, UUID accountId, NamespaceRole role, Instant since) {
    this.organisationId = organisationId;
    this.accountId = accountId;
    this.role = role;
    this.since = since;
  }

  NamespaceRole role() {
    return role;
  }

  Instant since() {
    return since;
  }

  void role(NamespaceRole value) {
    this.role = value;
  }

  /** The primary key. */
  record Key(UUID organisationId, UUID accountId) {}
}

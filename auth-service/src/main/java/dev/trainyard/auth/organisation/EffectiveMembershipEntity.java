package dev.trainyard.auth.organisation;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.util.UUID;
import org.hibernate.annotations.Immutable;

/** The role that counts: the strongest of a member's own and those of his teams. A view. */
@Entity
@Immutable
@Table(name = "effective_membership")
@IdClass(MembershipEntity.Key.class)
class EffectiveMembershipEntity {

  @Id
  @Column(name = "organisation_id")
  private UUID organisationId;

  @Id
  @Column(name = "account_id")
  private UUID accountId;

  @Enumerated(EnumType.STRING)
  @SuppressWarnings("UnusedVariable") // Queries read it.
  private NamespaceRole role;

  protected EffectiveMembershipEntity() {} // for Hibernate
}

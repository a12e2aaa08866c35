package dev.trainyard.auth.team;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A named group of an organisation's members. Never leaves this package. */
@Entity
@Table(name = "team")
class TeamEntity {

  @Id private UUID id;

  @Column(name = "organisation_id", updatable = false)
  private UUID organisationId;

  @Column(updatable = false)
  private String name;

  @Column(name = "display_name")
  private String displayName;

  @Enumerated(EnumType.STRING)
  private NamespaceRole role;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  protected TeamEntity() {} // for Hibernate

  TeamEntity(
      UUID organisationId, String name, String displayName, NamespaceRole role, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.organisationId = organisationId;
    this.name = name;
    this.displayName = displayName;
    this.role = role;
    this.createdAt = createdAt;
  }

  UUID id() {
    return id;
  }

  UUID organisationId() {
    return organisationId;
  }

  String name() {
    return name;
  }

  NamespaceRole role() {
    return role;
  }

  void role(NamespaceRole value) {
    this.role = value;
  }

  void displayName(String value) {
    this.displayName = value;
  }

  TeamResponse toResponse(long members) {
    return new TeamResponse(name, displayName, role, members, createdAt);
  }
}

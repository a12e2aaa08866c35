package dev.trainyard.auth.robot;

import dev.trainyard.commons.security.NamespaceRole;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A machine that acts for an organisation. Never leaves this package. */
@Entity
@Table(name = "robot")
class RobotEntity {

  @Id private UUID id;

  @Column(name = "organisation_id", updatable = false)
  private UUID organisationId;

  @Column(updatable = false)
  private String name;

  @Column(updatable = false)
  private String description;

  @Enumerated(EnumType.STRING)
  @Column(updatable = false)
  private NamespaceRole role;

  @Column(updatable = false)
  private String[] scopes;

  @Column(name = "only_in", updatable = false)
  private String[] only;

  @Column(updatable = false)
  private String[] networks;

  private boolean disabled;

  @Column(name = "created_by", updatable = false)
  private String createdBy;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "last_used_at", insertable = false, updatable = false)
  private Instant lastUsedAt;

  @Column(name = "last_used_network", insertable = false, updatable = false)
  private String lastUsedNetwork;

  protected RobotEntity() {} // for Hibernate

  RobotEntity(UUID organisationId, NewRobot robot, String createdBy, Instant at) {
    this.id = UUID.randomUUID();
    this.organisationId = organisationId;
    this.name = robot.name();
    this.description = robot.description();
    this.role = robot.role();
    this.scopes = robot.scopes().toArray(String[]::new);
    this.only = robot.only().isEmpty() ? null : robot.only().toArray(String[]::new);
    this.networks = robot.networks().toArray(String[]::new);
    this.createdBy = createdBy;
    this.createdAt = at;
    this.expiresAt = robot.expiresAt();
  }

  UUID id() {
    return id;
  }

  String name() {
    return name;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  UUID organisationId() {
    return organisationId;
  }

  void disabled(boolean value) {
    this.disabled = value;
  }

  /** The robot as its organisation sees it. */
  RobotResponse toResponse(String organisation, List<RobotResponse.Secret> secrets) {
    return new RobotResponse(
        id,
        name,
        fullName(organisation, name),
        description,
        role,
        List.of(scopes),
        only == null ? List.of() : List.of(only),
        List.of(networks),
        disabled,
        createdBy,
        createdAt,
        expiresAt,
        lastUsedAt,
        lastUsedNetwork,
        secrets);
  }

  /** What it is called everywhere; the sign is in no person's name. */
  static String fullName(String organisation, String name) {
    return organisation + "+" + name;
  }

  /** What a robot is made from. */
  record NewRobot(
      String name,
      String description,
      NamespaceRole role,
      List<String> scopes,
      List<String> only,
      List<String> networks,
      Instant expiresAt) {

    NewRobot {
      scopes = List.copyOf(scopes);
      only = List.copyOf(only);
      networks = List.copyOf(networks);
    }
  }
}

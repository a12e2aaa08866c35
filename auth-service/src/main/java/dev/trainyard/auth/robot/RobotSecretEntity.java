package dev.trainyard.auth.robot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One of at most two secrets of a robot; ending it deletes the row. Never leaves this package. */
@Entity
@Table(name = "robot_secret")
class RobotSecretEntity {

  @Id private UUID id;

  @Column(name = "robot_id", updatable = false)
  private UUID robotId;

  @Column(name = "secret_hash", updatable = false)
  private byte[] secretHash;

  @Column(updatable = false)
  private String hint;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  protected RobotSecretEntity() {} // for Hibernate

  RobotSecretEntity(UUID robotId, byte[] secretHash, String hint, Instant at, Instant end) {
    this.id = UUID.randomUUID();
    this.robotId = robotId;
    this.secretHash = secretHash.clone();
    this.hint = hint;
    this.createdAt = at;
    this.expiresAt = end;
  }

  UUID id() {
    return id;
  }

  UUID robotId() {
    return robotId;
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  void endBy(Instant end) {
    if (end.isBefore(expiresAt)) {
      expiresAt = end;
    }
  }

  /** The secret as the organisation sees it; {@code secret} only right after it was made. */
  RobotResponse.Secret toResponse(String secret) {
    return new RobotResponse.Secret(id, hint, createdAt, expiresAt, secret);
  }
}

package dev.trainyard.auth.oauth;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** One refresh token of a grant's line, used or not. Never leaves this package. */
@Entity
@Table(name = "refresh_token")
class RefreshTokenEntity {

  @Id
  @Column(name = "secret_hash")
  private byte[] secretHash;

  @Column(name = "grant_id", updatable = false)
  private UUID grantId;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "used_at")
  private Instant usedAt;

  @Column(name = "used_by")
  private byte[] usedBy;

  protected RefreshTokenEntity() {} // for Hibernate

  RefreshTokenEntity(byte[] secretHash, UUID grantId, Instant createdAt) {
    this.secretHash = secretHash.clone();
    this.grantId = grantId;
    this.createdAt = createdAt;
  }

  UUID grantId() {
    return grantId;
  }

  Instant usedAt() {
    return usedAt;
  }

  boolean isUsed() {
    return usedAt != null;
  }

  void use(Instant now, byte[] by) {
    this.usedAt = now;
    this.usedBy = by.clone();
  }

  /** Whether the same client used it moments ago, so that this is a repeat after a lost answer. */
  boolean isRepeat(Instant now, byte[] by, Duration grace) {
    return now.isBefore(usedAt.plus(grace)) && MessageDigest.isEqual(usedBy, by);
  }
}

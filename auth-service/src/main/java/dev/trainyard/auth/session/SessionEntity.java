package dev.trainyard.auth.session;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** A signed-in browser; ending it deletes the row. Never leaves this package. */
@Entity
@Table(name = "browser_session")
class SessionEntity {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "secret_hash", updatable = false)
  private byte[] secretHash;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "user_agent", updatable = false)
  private String userAgent;

  protected SessionEntity() {} // for Hibernate

  SessionEntity(UUID accountId, byte[] secretHash, String userAgent, Instant at, Instant end) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.secretHash = secretHash;
    this.userAgent = userAgent;
    this.createdAt = at;
    this.lastSeenAt = at;
    this.expiresAt = end;
  }

  UUID id() {
    return id;
  }

  UUID accountId() {
    return accountId;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant lastSeenAt() {
    return lastSeenAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  String userAgent() {
    return userAgent;
  }
}

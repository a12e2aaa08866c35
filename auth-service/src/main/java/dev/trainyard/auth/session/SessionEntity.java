package dev.trainyard.auth.session;

import dev.trainyard.auth.limit.Browser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A signed-in browser; ending it deletes the row. Never leaves this package. */
@Entity
@Table(name = "browser_session")
class SessionEntity {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(name = "secret_hash")
  private byte[] secretHash;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "last_seen_at")
  private Instant lastSeenAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  @Column(name = "user_agent", updatable = false)
  private String userAgent;

  @Column(updatable = false)
  private String network;

  @Column(name = "csrf_root", updatable = false)
  private String csrfRoot;

  @Column(name = "verified_at")
  private Instant verifiedAt;

  private String methods;

  protected SessionEntity() {} // for Hibernate

  SessionEntity(
      UUID accountId, byte[] hash, String root, Browser browser, Instant at, Instant end) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.secretHash = hash;
    this.csrfRoot = root;
    this.userAgent = browser.userAgent();
    this.network = browser.network();
    this.createdAt = at;
    this.lastSeenAt = at;
    this.expiresAt = end;
  }

  /** Notes that the person proved to be there, and how. */
  void verified(String by, Instant at) {
    this.methods = by;
    this.verifiedAt = at;
  }

  /** Makes the cookie that was valid until now worthless. */
  void secretHash(byte[] hash) {
    this.secretHash = hash;
  }

  UUID id() {
    return id;
  }

  Instant createdAt() {
    return createdAt;
  }

  Instant expiresAt() {
    return expiresAt;
  }

  String csrfRoot() {
    return csrfRoot;
  }

  SessionItem toItem(boolean current) {
    return new SessionItem(
        id,
        createdAt,
        lastSeenAt,
        Device.of(userAgent),
        userAgent,
        network,
        List.of(methods.split(" ")),
        verifiedAt,
        current);
  }
}

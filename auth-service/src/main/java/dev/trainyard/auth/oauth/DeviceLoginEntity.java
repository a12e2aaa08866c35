package dev.trainyard.auth.oauth;

import dev.trainyard.auth.token.TokenScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/** A device that waits for a person's word; fetching its tokens deletes the row. */
@Entity
@Table(name = "device_login")
class DeviceLoginEntity {

  /** What has been decided about a device. */
  enum State {
    PENDING,
    APPROVED,
    DENIED
  }

  /** By how much a client that asks too often has to slow down (RFC 8628, 3.5). */
  private static final int SLOWER_SECONDS = 5;

  @Id private UUID id;

  @Column(name = "device_hash", updatable = false)
  private byte[] deviceHash;

  @Column(name = "user_code_hash", updatable = false)
  private byte[] userCodeHash;

  @Column(updatable = false)
  private String client;

  private String[] scopes;

  @Enumerated(EnumType.STRING)
  private State state;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(updatable = false)
  private String network;

  @Column(name = "user_agent", updatable = false)
  private String userAgent;

  @Column(name = "poll_seconds")
  private int pollSeconds;

  @Column(name = "next_poll_at")
  private Instant nextPollAt;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  protected DeviceLoginEntity() {} // for Hibernate

  DeviceLoginEntity(
      byte[] deviceHash,
      byte[] userCodeHash,
      Request request,
      int pollSeconds,
      Instant at,
      Instant end) {
    this.id = UUID.randomUUID();
    this.deviceHash = deviceHash.clone();
    this.userCodeHash = userCodeHash.clone();
    this.client = request.client().id();
    this.scopes = new String[] {request.scope().text()};
    this.state = State.PENDING;
    this.network = request.network();
    this.userAgent = request.userAgent();
    this.pollSeconds = pollSeconds;
    this.nextPollAt = at;
    this.createdAt = at;
    this.expiresAt = end;
  }

  UUID id() {
    return id;
  }

  State state() {
    return state;
  }

  UUID accountId() {
    return accountId;
  }

  OAuthClient client() {
    return OAuthClient.byId(client).orElseThrow();
  }

  TokenScope scope() {
    return TokenScope.fromText(scopes[0]);
  }

  boolean isOver(Instant now) {
    return !now.isBefore(expiresAt);
  }

  void approve(UUID account, TokenScope scope) {
    this.state = State.APPROVED;
    this.accountId = account;
    this.scopes = new String[] {scope.text()};
  }

  void deny() {
    this.state = State.DENIED;
  }

  /** Notes that the client asked; false when it should have waited longer. */
  boolean poll(Instant now) {
    boolean waited = !now.isBefore(nextPollAt);
    if (!waited) {
      pollSeconds += SLOWER_SECONDS;
    }
    // A second less than the client was told, so that a quick network is not held against it.
    nextPollAt = now.plus(Duration.ofSeconds(pollSeconds - 1L));
    return waited;
  }

  DeviceLoginResponse toResponse() {
    return new DeviceLoginResponse(
        client().displayName(), scope(), network, userAgent, createdAt, expiresAt);
  }

  /** What a client asked for, and from where. */
  record Request(OAuthClient client, TokenScope scope, String network, String userAgent) {}
}

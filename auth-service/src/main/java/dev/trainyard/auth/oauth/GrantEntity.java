package dev.trainyard.auth.oauth;

import dev.trainyard.auth.token.TokenScope;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** What an account has granted to a client; ending it deletes the row and all its tokens. */
@Entity
@Table(name = "oauth_grant")
class GrantEntity {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(updatable = false)
  private String client;

  @Column(updatable = false)
  private String[] scopes;

  private int renewals;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "expires_at", updatable = false)
  private Instant expiresAt;

  protected GrantEntity() {} // for Hibernate

  GrantEntity(UUID accountId, OAuthClient client, TokenScope scope, Instant at, Instant end) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.client = client.id();
    this.scopes = new String[] {scope.text()};
    this.createdAt = at;
    this.expiresAt = end;
  }

  UUID id() {
    return id;
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

  Instant expiresAt() {
    return expiresAt;
  }

  /** Counts a renewal; false when there have been too many. */
  boolean renew(int most) {
    renewals++;
    return renewals <= most;
  }
}

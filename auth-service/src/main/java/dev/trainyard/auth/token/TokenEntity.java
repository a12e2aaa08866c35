package dev.trainyard.auth.token;

import dev.trainyard.commons.security.Scopes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A personal token; revoking it deletes the row. Never leaves this package. */
@Entity
@Table(name = "personal_token")
class TokenEntity {

  @Id private UUID id;

  @Column(name = "account_id", updatable = false)
  private UUID accountId;

  @Column(updatable = false)
  private String name;

  @Column(name = "secret_hash", updatable = false)
  private byte[] secretHash;

  @Column(updatable = false)
  private String hint;

  @Column(updatable = false)
  private boolean writes;

  @Column(updatable = false)
  private boolean operator;

  @Column(name = "grant_id", updatable = false)
  private UUID grantId;

  @SuppressWarnings("UnusedVariable") // read by queries alone
  private boolean superseded;

  @Column(name = "created_at", updatable = false)
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "last_used_at", updatable = false)
  private Instant lastUsedAt;

  @Column(name = "last_used_network", updatable = false)
  private String lastUsedNetwork;

  @Column(updatable = false)
  private String[] scopes;

  @Column(name = "only_in", updatable = false)
  private String[] only;

  @Column(updatable = false)
  private String[] networks;

  protected TokenEntity() {} // for Hibernate

  TokenEntity(UUID accountId, byte[] secretHash, NewToken token, Instant createdAt) {
    this.id = UUID.randomUUID();
    this.accountId = accountId;
    this.name = token.name();
    this.secretHash = secretHash.clone();
    this.hint = token.hint();
    this.writes = Scopes.of(token.scopes()).change();
    this.scopes = token.scopes().toArray(String[]::new);
    this.only = token.only().isEmpty() ? null : token.only().toArray(String[]::new);
    this.operator = token.operator();
    this.grantId = token.grantId();
    this.createdAt = createdAt;
    this.expiresAt = token.expiresAt();
    this.networks = token.networks().toArray(String[]::new);
  }

  UUID id() {
    return id;
  }

  UUID accountId() {
    return accountId;
  }

  String name() {
    return name;
  }

  Instant createdAt() {
    return createdAt;
  }

  /** What it was made for; those from before scopes were kept read or write. */
  private List<String> scopes() {
    return scopes == null ? List.of(TokenScope.of(writes).text()) : List.of(scopes);
  }

  /** What it was issued for to a client that renews it; empty when a person made it. */
  Optional<UUID> grantId() {
    return Optional.ofNullable(grantId);
  }

  /** The token as its owner sees it; {@code secret} only right after it was made. */
  TokenResponse toResponse(String secret) {
    return new TokenResponse(
        id,
        name,
        TokenScope.of(writes),
        scopes(),
        only == null ? List.of() : List.of(only),
        List.of(networks),
        createdAt,
        expiresAt,
        lastUsedAt,
        lastUsedNetwork,
        hint,
        secret);
  }

  /**
   * What a token is made from.
   *
   * @param grantId what it is issued for to a client, null when a person makes it
   * @param only what it is limited to; empty for all
   * @param networks from where it may be used; empty for everywhere
   */
  record NewToken(
      String name,
      String hint,
      List<String> scopes,
      boolean operator,
      UUID grantId,
      List<String> only,
      List<String> networks,
      Instant expiresAt) {

    NewToken {
      scopes = List.copyOf(scopes);
      only = List.copyOf(only);
      networks = List.copyOf(networks);
    }
  }
}

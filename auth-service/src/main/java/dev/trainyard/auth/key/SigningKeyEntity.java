package dev.trainyard.auth.key;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A signing key; its private half is wrapped, and erased when it no longer signs. */
@Entity
@Table(name = "signing_key")
class SigningKeyEntity {

  @Id private String id;

  @Enumerated(EnumType.STRING)
  private KeyState state;

  @Column(name = "public_key", updatable = false)
  private byte[] publicKey;

  @Column(name = "wrapped_key")
  private byte[] wrappedKey;

  @Column(name = "wrapped_under", updatable = false)
  private String wrappedUnder;

  @Column(name = "published_at", updatable = false)
  private Instant publishedAt;

  @Column(name = "activated_at")
  private Instant activatedAt;

  @Column(name = "retired_at")
  private Instant retiredAt;

  protected SigningKeyEntity() {} // for Hibernate

  /**
   * A key that is only published.
   *
   * @param publicKey X.509 form
   * @param wrappedKey nonce and AES-256-GCM ciphertext of the PKCS #8 form
   * @param wrappedUnder id of the wrapping key
   */
  SigningKeyEntity(
      String id, byte[] publicKey, byte[] wrappedKey, String wrappedUnder, Instant publishedAt) {
    this.id = id;
    this.state = KeyState.PUBLISHED;
    this.publicKey = publicKey.clone();
    this.wrappedKey = wrappedKey.clone();
    this.wrappedUnder = wrappedUnder;
    this.publishedAt = publishedAt;
  }

  void activate(Instant at) {
    state = KeyState.ACTIVE;
    activatedAt = at;
  }

  void retire(Instant at) {
    state = KeyState.RETIRED;
    retiredAt = at;
    wrappedKey = null;
  }

  void remove() {
    state = KeyState.REMOVED;
    wrappedKey = null;
  }

  String id() {
    return id;
  }

  KeyState state() {
    return state;
  }

  byte[] publicKey() {
    return publicKey;
  }

  byte[] wrappedKey() {
    return wrappedKey;
  }

  String wrappedUnder() {
    return wrappedUnder;
  }

  Instant publishedAt() {
    return publishedAt;
  }

  Instant activatedAt() {
    return activatedAt;
  }

  Instant retiredAt() {
    return retiredAt;
  }
}

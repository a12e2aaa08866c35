package dev.trainyard.auth.key;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Moves signing keys through their states. A new key is published well before it signs, so no
 * verifier meets a token whose key it cannot know; a retired key stays until its last token has
 * expired. One replica at a time does this.
 */
@ApplicationScoped
class KeyRotation {

  private final SigningKeyRepository keys;
  private final KeyVault vault;
  private final Fences fences;
  private final AuditTrail audit;
  private final AuthConfig.Keys config;
  private final Clock clock;

  KeyRotation(
      SigningKeyRepository keys,
      KeyVault vault,
      Fences fences,
      AuditTrail audit,
      AuthConfig config,
      Clock clock) {
    this.keys = keys;
    this.vault = vault;
    this.fences = fences;
    this.audit = audit;
    this.config = config.keys();
    this.clock = clock;
  }

  /** Takes every step that is due; false when another replica is at it. */
  @Transactional
  boolean advance() {
    if (!fences.signingKeys()) {
      return false;
    }
    Instant now = clock.instant();
    Optional<SigningKeyEntity> active = keys.only(KeyState.ACTIVE);
    if (active.isEmpty()) {
      // Nobody holds an older key set yet, so the first key may sign at once.
      activate(keys.only(KeyState.PUBLISHED).orElseGet(() -> publish(now)), now);
    } else if (isDue(active.get(), now)) {
      replace(active.get(), now);
    }
    for (SigningKeyEntity retired : keys.retired()) {
      if (!retired.retiredAt().plus(config.keepRetired()).isAfter(now)) {
        retired.remove();
        record(AuditAction.KEY_REMOVE, retired);
      }
    }
    return true;
  }

  /**
   * Replaces every key at once, because one may be in wrong hands: tokens that the old ones signed
   * are refused as soon as a verifier reads the key set again. Whoever holds a session or an opaque
   * token gets fresh ones without noticing.
   *
   * @return the new key's id; empty when another replica is at the keys
   */
  @Transactional
  Optional<String> replaceAll() {
    if (!fences.signingKeys()) {
      return Optional.empty();
    }
    for (SigningKeyEntity key : keys.inKeySet()) {
      key.remove();
      record(AuditAction.KEY_REMOVE, key);
    }
    keys.flush();
    Instant now = clock.instant();
    SigningKeyEntity fresh = publish(now);
    activate(fresh, now);
    return Optional.of(fresh.id());
  }

  /** A successor has to be published before the active key is at its end. */
  private boolean isDue(SigningKeyEntity active, Instant now) {
    return !active
        .activatedAt()
        .plus(config.rotateAfter())
        .minus(config.publishBefore())
        .isAfter(now);
  }

  private void replace(SigningKeyEntity active, Instant now) {
    Optional<SigningKeyEntity> next = keys.only(KeyState.PUBLISHED);
    if (next.isEmpty()) {
      publish(now);
    } else if (vault.canUnwrap(next.get())
        && !next.get().publishedAt().plus(config.publishBefore()).isAfter(now)) {
      active.retire(now);
      record(AuditAction.KEY_RETIRE, active);
      // The unique index allows one active key, so the old one must be written first.
      keys.flush();
      activate(next.get(), now);
    }
  }

  private SigningKeyEntity publish(Instant now) {
    SigningKeyEntity key = vault.generate(now);
    keys.persistAndFlush(key);
    record(AuditAction.KEY_PUBLISH, key);
    return key;
  }

  private void activate(SigningKeyEntity key, Instant now) {
    key.activate(now);
    record(AuditAction.KEY_ACTIVATE, key);
  }

  private void record(AuditAction action, SigningKeyEntity key) {
    audit.success(Actor.service("auth"), action, key.id(), Map.of());
    Log.infof("Signing key %s: %s", key.id(), action.text());
  }
}

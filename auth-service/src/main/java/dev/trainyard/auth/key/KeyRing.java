package dev.trainyard.auth.key;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** This replica's view of the keys, read again on every look of the rotation and when in doubt. */
@ApplicationScoped
class KeyRing {

  /** An unknown key id makes us look into the database at most this often. */
  private static final long PATIENCE = Duration.ofSeconds(1).toNanos();

  private final SigningKeyRepository keys;
  private final KeyVault vault;
  private volatile Snapshot snapshot = new Snapshot(Optional.empty(), Map.of(), "{\"keys\":[]}", 0);

  KeyRing(SigningKeyRepository keys, KeyVault vault) {
    this.keys = keys;
    this.vault = vault;
  }

  /** The key to sign with, or 503 while there is none. */
  @Transactional
  Active active() {
    return snapshot
        .active()
        .or(() -> reload().active())
        .orElseThrow(
            () ->
                ProblemException.retryLater(
                    ProblemType.DEPENDENCY_UNAVAILABLE,
                    "There is no signing key yet",
                    Duration.ofSeconds(1)));
  }

  /** The key that a token names; empty when no valid token can name it. */
  @Transactional
  Optional<PublicKey> verification(String id) {
    Snapshot known = snapshot;
    if (!known.verification().containsKey(id) && System.nanoTime() - known.readAt() > PATIENCE) {
      known = reload();
    }
    return Optional.ofNullable(known.verification().get(id));
  }

  /** The key set as JSON (RFC 7517). */
  @Transactional
  String keySet() {
    return snapshot.readAt() == 0 ? reload().keySet() : snapshot.keySet();
  }

  /** Reads the keys again. */
  @Transactional
  Snapshot reload() {
    List<SigningKeyEntity> rows = keys.inKeySet();
    Map<String, PublicKey> verification = new HashMap<>();
    rows.forEach(row -> verification.put(row.id(), KeyVault.publicKey(row)));
    Optional<Active> active =
        rows.stream()
            .filter(row -> row.state() == KeyState.ACTIVE && vault.canUnwrap(row))
            .findFirst()
            .map(row -> new Active(row.id(), vault.unwrap(row)));
    snapshot =
        new Snapshot(active, Map.copyOf(verification), json(rows, verification), System.nanoTime());
    return snapshot;
  }

  private static String json(List<SigningKeyEntity> rows, Map<String, PublicKey> verification) {
    List<PublicJsonWebKey> set = new ArrayList<>();
    try {
      for (SigningKeyEntity row : rows) {
        PublicJsonWebKey key = PublicJsonWebKey.Factory.newPublicJwk(verification.get(row.id()));
        key.setKeyId(row.id());
        key.setUse("sig");
        key.setAlgorithm("EdDSA");
        set.add(key);
      }
      return new JsonWebKeySet(set).toJson(OutputControlLevel.PUBLIC_ONLY);
    } catch (JoseException e) {
      throw new IllegalStateException("The key set cannot be written", e);
    }
  }

  /** The key that signs. */
  record Active(String id, PrivateKey key) {}

  /**
   * The keys at one moment.
   *
   * @param readAt {@link System#nanoTime()}, 0 for never
   */
  record Snapshot(
      Optional<Active> active, Map<String, PublicKey> verification, String keySet, long readAt) {}
}

package dev.trainyard.auth.factor;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.config.SealingKey;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals the seeds of authenticator apps with AES-256-GCM under a key that the session secret roots.
 * The account's id is associated data: a row copied to another account does not open.
 */
@ApplicationScoped
class SeedVault {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALGORITHM = "AES/GCM/NoPadding";
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final DerivedKeys keys;

  SeedVault(DerivedKeys keys) {
    this.keys = keys;
  }

  SealedSeed seal(UUID account, byte[] seed) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    SealingKey key = keys.sealing();
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, key, nonce, account).doFinal(seed);
      byte[] whole =
          ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed).array();
      return new SealedSeed(Base64.getEncoder().encodeToString(whole), key.id());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A second factor cannot be sealed", e);
    }
  }

  /** The seed; empty when the secret that sealed it is not configured any more. */
  Optional<byte[]> open(UUID account, SealedSeed sealed) {
    return keys.sealing(sealed.keyId())
        .map(key -> open(account, Base64.getDecoder().decode(sealed.text()), key));
  }

  /** Whether the seed was sealed under an earlier secret than today's. */
  boolean isOutdated(SealedSeed sealed) {
    return !sealed.keyId().equals(keys.sealing().id());
  }

  private static byte[] open(UUID account, byte[] whole, SealingKey key) {
    byte[] nonce = Arrays.copyOf(whole, NONCE_BYTES);
    try {
      return cipher(Cipher.DECRYPT_MODE, key, nonce, account)
          .doFinal(whole, NONCE_BYTES, whole.length - NONCE_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A stored second factor was altered", e);
    }
  }

  private static Cipher cipher(int mode, SealingKey key, byte[] nonce, UUID account)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(ALGORITHM);
    cipher.init(mode, key.value(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(account.toString().getBytes(StandardCharsets.US_ASCII));
    return cipher;
  }

  /**
   * A seed as the database keeps it.
   *
   * @param text nonce and ciphertext with its tag, in base64
   * @param keyId names the key without revealing it
   */
  record SealedSeed(String text, String keyId) {}
}

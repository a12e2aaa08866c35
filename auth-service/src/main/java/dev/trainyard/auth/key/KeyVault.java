package dev.trainyard.auth.key;

import dev.trainyard.auth.config.DerivedKeys;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Makes Ed25519 keys and wraps their private halves. The key's id is associated data: a wrapped key
 * cannot be moved into the row of another.
 */
@ApplicationScoped
class KeyVault {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ALGORITHM = "Ed25519";
  private static final int ID_BYTES = 12;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final DerivedKeys keys;

  KeyVault(DerivedKeys keys) {
    this.keys = keys;
  }

  SigningKeyEntity generate(Instant publishedAt) {
    try {
      KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
      byte[] id = new byte[ID_BYTES];
      RANDOM.nextBytes(id);
      String text = Base64.getUrlEncoder().withoutPadding().encodeToString(id);
      return new SigningKeyEntity(
          text,
          pair.getPublic().getEncoded(),
          wrap(text, pair.getPrivate().getEncoded()),
          keys.wrappingId(),
          publishedAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("A signing key cannot be made", e);
    }
  }

  /** Whether the configured secret is the one that wrapped the key. */
  boolean canUnwrap(SigningKeyEntity key) {
    return key.wrappedUnder().equals(keys.wrappingId());
  }

  PrivateKey unwrap(SigningKeyEntity key) {
    try {
      ByteBuffer wrapped = ByteBuffer.wrap(key.wrappedKey());
      byte[] nonce = new byte[NONCE_BYTES];
      wrapped.get(nonce);
      byte[] ciphertext = new byte[wrapped.remaining()];
      wrapped.get(ciphertext);
      byte[] encoded = cipher(Cipher.DECRYPT_MODE, key.id(), nonce).doFinal(ciphertext);
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing key " + key.id() + " cannot be unwrapped", e);
    }
  }

  static PublicKey publicKey(SigningKeyEntity key) {
    try {
      return KeyFactory.getInstance(ALGORITHM)
          .generatePublic(new X509EncodedKeySpec(key.publicKey()));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Signing key " + key.id() + " cannot be read", e);
    }
  }

  private byte[] wrap(String id, byte[] encoded) throws GeneralSecurityException {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, id, nonce).doFinal(encoded);
    return ByteBuffer.allocate(nonce.length + ciphertext.length).put(nonce).put(ciphertext).array();
  }

  private Cipher cipher(int mode, String id, byte[] nonce) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, keys.wrapping(), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(id.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}

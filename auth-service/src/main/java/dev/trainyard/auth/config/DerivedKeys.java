package dev.trainyard.auth.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.KDF;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * The keys of every purpose, derived from the two configured secrets by HKDF (RFC 5869), so that no
 * secret is used for two purposes.
 */
@ApplicationScoped
public class DerivedKeys {

  private final SecretKey wrapping;
  private final String wrappingId;
  private final SecretKey credentials;
  private final SecretKey csrf;
  private final Pepper pepper;
  private final Optional<Pepper> previousPepper;

  DerivedKeys(AuthConfig config) {
    byte[] jwtSecret = bytes(config.jwtSecret().orElseThrow());
    byte[] sessionSecret = bytes(config.sessionSecret().orElseThrow());
    wrapping = derive(jwtSecret, "signing-key-wrapping", "AES");
    wrappingId = id(wrapping.getEncoded());
    credentials = derive(sessionSecret, "credential-hash", "HmacSHA256");
    csrf = derive(sessionSecret, "csrf-token", "HmacSHA256");
    pepper = pepperOf(sessionSecret);
    previousPepper =
        config.previousSessionSecret().map(DerivedKeys::bytes).map(DerivedKeys::pepperOf);
  }

  /** AES key that wraps private signing keys. */
  public SecretKey wrapping() {
    return wrapping;
  }

  /** Tells which secret wrapped a key, without revealing it. */
  public String wrappingId() {
    return wrappingId;
  }

  /**
   * Keyed hash of an opaque value. A fast hash is enough for values of 256 random bits; the key
   * keeps the others (addresses, typed names) from being guessed out of a stolen database.
   *
   * @param purpose keeps equal values of different kinds apart
   */
  public byte[] hash(String purpose, String value) {
    return hmac(credentials, purpose + '\u0000' + value);
  }

  /** What the browser must send with every change it makes in this session. */
  public String csrfToken(UUID session) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(csrf, session.toString()));
  }

  /** The pepper of new password hashes. */
  public Pepper pepper() {
    return pepper;
  }

  /** The pepper that an existing hash names, if its secret is still configured. */
  public Optional<Pepper> pepper(String id) {
    return id.equals(pepper.id())
        ? Optional.of(pepper)
        : previousPepper.filter(previous -> previous.id().equals(id));
  }

  private static byte[] bytes(String secret) {
    return Base64.getUrlDecoder().decode(secret.strip());
  }

  private static Pepper pepperOf(byte[] sessionSecret) {
    SecretKey value = derive(sessionSecret, "password-pepper", "HmacSHA256");
    return new Pepper(id(value.getEncoded()), value);
  }

  private static SecretKey derive(byte[] secret, String purpose, String algorithm) {
    try {
      byte[] info = ("trainyard auth " + purpose).getBytes(StandardCharsets.UTF_8);
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(algorithm, HKDFParameterSpec.ofExtract().addIKM(secret).thenExpand(info, 32));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks HKDF-SHA256", e);
    }
  }

  private static byte[] hmac(SecretKey key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks HmacSHA256", e);
    }
  }

  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(Arrays.copyOf(digest, 6));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks SHA-256", e);
    }
  }
}

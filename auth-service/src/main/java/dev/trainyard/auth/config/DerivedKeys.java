package dev.trainyard.auth.config;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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
  private final SessionKeys present;
  private final Optional<SessionKeys> previous;

  DerivedKeys(AuthConfig config) {
    wrapping = derive(bytes(config.jwtSecret().orElseThrow()), "signing-key-wrapping", "AES");
    wrappingId = id(wrapping.getEncoded());
    present = SessionKeys.of(bytes(config.sessionSecret().orElseThrow()));
    previous = config.previousSessionSecret().map(DerivedKeys::bytes).map(SessionKeys::of);
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
    return hash(present, purpose, value);
  }

  /**
   * The hashes under which a value may be stored: the present secret's first, then the one of the
   * secret before, as long as that is configured.
   */
  public List<byte[]> hashes(String purpose, String value) {
    return both().map(keys -> hash(keys, purpose, value)).toList();
  }

  /**
   * What the browser must send with every change it makes in this session.
   *
   * @param root names the secret under which the session was opened, so that a page that is open
   *     goes on working when the secret changes
   */
  public String csrfToken(UUID session, String root) {
    SecretKey key = previous.filter(keys -> keys.id().equals(root)).orElse(present).csrf();
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac(key, session.toString()));
  }

  /** Names the present session secret without revealing it. */
  public String root() {
    return present.id();
  }

  /** The pepper of new password hashes. */
  public Pepper pepper() {
    return present.pepper();
  }

  /** The pepper that an existing hash names, if its secret is still configured. */
  public Optional<Pepper> pepper(String id) {
    return both().map(SessionKeys::pepper).filter(pepper -> pepper.id().equals(id)).findFirst();
  }

  /** The key that seals from now on. */
  public SealingKey sealing() {
    return present.sealing();
  }

  /** The key that sealed something, if its secret is still configured. */
  public Optional<SealingKey> sealing(String id) {
    return both().map(SessionKeys::sealing).filter(key -> key.id().equals(id)).findFirst();
  }

  private Stream<SessionKeys> both() {
    return Stream.concat(Stream.of(present), previous.stream());
  }

  private static byte[] hash(SessionKeys keys, String purpose, String value) {
    return hmac(keys.credentials(), purpose + '\u0000' + value);
  }

  private static byte[] bytes(String secret) {
    return Base64.getUrlDecoder().decode(secret.strip());
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

  /**
   * What one session secret roots.
   *
   * @param id names the secret without revealing it
   */
  private record SessionKeys(
      String id, SecretKey credentials, SecretKey csrf, Pepper pepper, SealingKey sealing) {

    static SessionKeys of(byte[] secret) {
      SecretKey csrf = derive(secret, "csrf-token", "HmacSHA256");
      SecretKey pepper = derive(secret, "password-pepper", "HmacSHA256");
      SecretKey sealing = derive(secret, "second-factor-seed", "AES");
      return new SessionKeys(
          DerivedKeys.id(csrf.getEncoded()),
          derive(secret, "credential-hash", "HmacSHA256"),
          csrf,
          new Pepper(DerivedKeys.id(pepper.getEncoded()), pepper),
          new SealingKey(DerivedKeys.id(sealing.getEncoded()), sealing));
    }
  }
}

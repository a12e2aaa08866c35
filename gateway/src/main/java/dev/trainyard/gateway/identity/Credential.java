package dev.trainyard.gateway.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;

/** An opaque credential as a client sent it. Its text never shows the secret. */
final class Credential {

  /** How the credential came in. */
  enum Kind {
    SESSION,
    TOKEN;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Kind kind;
  private final String secret;
  private final String address;
  private final String key;

  /**
   * @param address from where it came in
   */
  Credential(Kind kind, String secret, String address) {
    this.kind = kind;
    this.secret = secret;
    this.address = address;
    this.key = digest(kind + ":" + secret);
  }

  Kind kind() {
    return kind;
  }

  String secret() {
    return secret;
  }

  /** From where it came in, which some credentials limit. */
  String address() {
    return address;
  }

  /** What caches and limits know the credential by: a digest, so that memory holds no secrets. */
  String key() {
    return key;
  }

  @Override
  public String toString() {
    return kind.wire();
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}

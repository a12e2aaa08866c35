package dev.trainyard.auth.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes the values of cookies and one-time links: 256 random bits in base64url. */
public final class OpaqueSecret {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private OpaqueSecret() {}

  public static String generate() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
  }

  static byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return bytes;
  }
}

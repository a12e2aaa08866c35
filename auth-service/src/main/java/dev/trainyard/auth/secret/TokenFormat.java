package dev.trainyard.auth.secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The form of personal tokens: {@code hf_}, 43 base-62 digits of 256 random bits, 6 base-62 digits
 * of a CRC-32 over what stands before them. The prefix and the checksum let scanners find leaked
 * tokens, and let us refuse a mistyped one without asking the database.
 */
public final class TokenFormat {

  private static final String PREFIX = "hf_";
  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int SECRET_DIGITS = 43;
  private static final int CHECKSUM_DIGITS = 6;
  private static final int LENGTH = PREFIX.length() + SECRET_DIGITS + CHECKSUM_DIGITS;
  private static final int HINT_DIGITS = 4;

  private TokenFormat() {}

  public static String generate() {
    String body = PREFIX + base62(new BigInteger(1, OpaqueSecret.bytes()), SECRET_DIGITS);
    return body + checksum(body);
  }

  public static boolean isWellFormed(String token) {
    if (token.length() != LENGTH || !token.startsWith(PREFIX)) {
      return false;
    }
    int split = LENGTH - CHECKSUM_DIGITS;
    return checksum(token.substring(0, split)).equals(token.substring(split));
  }

  /** The first secret digits, enough for its owner to tell tokens apart. */
  public static String hint(String token) {
    return token.substring(0, PREFIX.length() + HINT_DIGITS) + "…";
  }

  private static String checksum(String body) {
    CRC32 crc = new CRC32();
    crc.update(body.getBytes(StandardCharsets.UTF_8));
    return base62(BigInteger.valueOf(crc.getValue()), CHECKSUM_DIGITS);
  }

  private static String base62(BigInteger value, int digits) {
    char[] text = new char[digits];
    BigInteger rest = value;
    for (int i = digits - 1; i >= 0; i--) {
      BigInteger[] parts = rest.divideAndRemainder(BASE);
      text[i] = DIGITS.charAt(parts[1].intValue());
      rest = parts[0];
    }
    return new String(text);
  }
}

package dev.trainyard.auth.secret;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/**
 * The form of tokens: a prefix, 43 base-62 digits of 256 bits, 6 base-62 digits of a CRC-32 over
 * what stands before them. The prefix and the checksum let scanners find leaked tokens, and let us
 * refuse a mistyped one without asking the database; {@code docs/reference/tokens.md} publishes
 * them.
 */
public enum TokenFormat {
  /** What gives access; clients of the Hugging Face Hub demand this prefix. */
  ACCESS("hf_"),
  /** What a client renews its access token with (RFC 6749, 6). */
  REFRESH("hfr_");

  private static final String DIGITS =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
  private static final int SECRET_DIGITS = 43;
  private static final int CHECKSUM_DIGITS = 6;
  private static final int HINT_DIGITS = 4;

  private final String prefix;

  TokenFormat(String prefix) {
    this.prefix = prefix;
  }

  public String generate() {
    return of(OpaqueSecret.bytes());
  }

  /** The token with these 256 bits. */
  public String of(byte[] bits) {
    String body = prefix + base62(new BigInteger(1, bits), SECRET_DIGITS);
    return body + checksum(body);
  }

  public boolean isWellFormed(String token) {
    int split = prefix.length() + SECRET_DIGITS;
    if (token.length() != split + CHECKSUM_DIGITS || !token.startsWith(prefix)) {
      return false;
    }
    return checksum(token.substring(0, split)).equals(token.substring(split));
  }

  /** The first secret digits, enough for its owner to tell tokens apart. */
  public String hint(String token) {
    return token.substring(0, prefix.length() + HINT_DIGITS) + "…";
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

package dev.trainyard.auth.factor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords (RFC 6238) as every authenticator app makes them: HMAC-SHA-1, steps
 * of 30 seconds, six digits.
 */
final class Totp {

  static final int DIGITS = 6;
  static final int PERIOD_SECONDS = 30;

  private static final String ALGORITHM = "HmacSHA1";

  private Totp() {}

  /** Number of the step in which a moment lies. */
  static long step(Instant time) {
    return Math.floorDiv(time.getEpochSecond(), PERIOD_SECONDS);
  }

  /**
   * The step, now's or the one before it, whose code was typed. Both are always computed and
   * compared in constant time.
   */
  static OptionalLong match(byte[] seed, String typed, Instant now) {
    long current = step(now);
    boolean isCurrent = equal(code(seed, current, DIGITS), typed);
    boolean isPrevious = equal(code(seed, current - 1, DIGITS), typed);
    if (isCurrent) {
      return OptionalLong.of(current);
    }
    return isPrevious ? OptionalLong.of(current - 1) : OptionalLong.empty();
  }

  /** The code of a step (RFC 4226, section 5.3: dynamic truncation). */
  static String code(byte[] seed, long step, int digits) {
    byte[] hash = hmac(seed, ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int offset = hash[hash.length - 1] & 0xf;
    int binary = ByteBuffer.wrap(hash).getInt(offset) & Integer.MAX_VALUE;
    return String.format(
        Locale.ROOT, "%0" + digits + "d", binary % (int) Math.round(Math.pow(10, digits)));
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("This Java runtime lacks " + ALGORITHM, e);
    }
  }

  private static boolean equal(String code, String typed) {
    return MessageDigest.isEqual(
        code.getBytes(StandardCharsets.US_ASCII), typed.getBytes(StandardCharsets.UTF_8));
  }
}

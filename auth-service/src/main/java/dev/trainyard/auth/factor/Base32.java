package dev.trainyard.auth.factor;

import java.math.BigInteger;

/** Base 32 (RFC 4648) of values whose bits are a multiple of five, so without padding. */
final class Base32 {

  private static final String DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int BITS = 5;

  private Base32() {}

  static String encode(byte[] bytes) {
    int length = bytes.length * Byte.SIZE / BITS;
    var value = new BigInteger(1, bytes);
    var text = new StringBuilder(length);
    for (int i = length - 1; i >= 0; i--) {
      text.append(DIGITS.charAt(value.shiftRight(i * BITS).intValue() & (DIGITS.length() - 1)));
    }
    return text.toString();
  }
}

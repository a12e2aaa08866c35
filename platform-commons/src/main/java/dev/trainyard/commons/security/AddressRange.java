package dev.trainyard.commons.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/**
 * A range of addresses in CIDR form, {@code 203.0.113.0/24} or {@code 2001:db8::/32} (RFC 4632, RFC
 * 4291). An address without a length is a range of one.
 */
public final class AddressRange {

  private static final int LONGEST_TEXT = 49;

  private final byte[] address;
  private final int length;
  private final String text;

  private AddressRange(InetAddress address, int length) {
    this.address = address.getAddress();
    this.length = length;
    this.text = address.getHostAddress() + "/" + length;
  }

  /** Reads a range; empty for what is none, or has bits behind its length. */
  public static Optional<AddressRange> parse(String text) {
    if (text.length() > LONGEST_TEXT || text.indexOf('%') >= 0) {
      return Optional.empty();
    }
    int slash = text.indexOf('/');
    return address(slash < 0 ? text : text.substring(0, slash))
        .flatMap(
            address -> {
              int bits = address.getAddress().length * Byte.SIZE;
              int length = slash < 0 ? bits : length(text.substring(slash + 1), bits);
              var range = length < 0 ? null : new AddressRange(address, length);
              return Optional.ofNullable(range).filter(AddressRange::hasNoHostBits);
            });
  }

  /** Whether the literal address lies in the range; what is no address lies in none. */
  public boolean contains(String literal) {
    return address(literal)
        .map(InetAddress::getAddress)
        .filter(bytes -> bytes.length == address.length)
        .map(bytes -> Arrays.equals(masked(bytes), masked(address)))
        .orElse(false);
  }

  /** The one form of the range, its length always written. */
  @Override
  public String toString() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AddressRange range && range.text.equals(text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  private boolean hasNoHostBits() {
    return Arrays.equals(masked(address), address);
  }

  private byte[] masked(byte[] bytes) {
    byte[] masked = bytes.clone();
    for (int i = 0; i < masked.length; i++) {
      int kept = Math.clamp(length - i * Byte.SIZE, 0, Byte.SIZE);
      masked[i] &= (byte) (0xff << (Byte.SIZE - kept));
    }
    return masked;
  }

  /** An IPv4 address inside IPv6 comes out as IPv4. Nothing is ever looked up. */
  private static Optional<InetAddress> address(String literal) {
    try {
      // Only dotted quads: the JDK would also read "127.1" and "2130706433".
      boolean sound = literal.indexOf(':') >= 0 || literal.matches("\\d+\\.\\d+\\.\\d+\\.\\d+");
      return sound ? Optional.of(InetAddress.ofLiteral(literal)) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static int length(String text, int bits) {
    if (!text.matches("0|[1-9]\\d{0,2}")) {
      return -1;
    }
    int length = Integer.parseInt(text);
    return length <= bits ? length : -1;
  }
}

package dev.trainyard.auth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Address of the client in front of the gateway, grouped so that one owner is one group: an IPv4
 * address, or the /64 network of an IPv6 address.
 */
public record ClientAddress(String group) {

  /**
   * Only the gateway reaches this service, so the last address of {@code X-Forwarded-For} is the
   * one that the gateway saw.
   *
   * @param forwardedFor the header, or null
   * @param peer address of the connection's other end
   */
  public static ClientAddress of(String forwardedFor, String peer) {
    String last =
        forwardedFor == null
            ? ""
            : forwardedFor.substring(forwardedFor.lastIndexOf(',') + 1).strip();
    return literal(last).orElseGet(() -> new ClientAddress(peer));
  }

  /** A literal address, or null; empty for what is none. */
  public static Optional<ClientAddress> literal(String text) {
    try {
      return Optional.ofNullable(text)
          .map(InetAddress::ofLiteral)
          .map(address -> new ClientAddress(group(address)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** The network around it, coarse enough to show to people: IPv4 /24 or IPv6 /48. */
  public String network() {
    if (group.matches("[0-9a-f]{16}")) {
      return "%x:%x:%x::/48"
          .formatted(
              Integer.parseInt(group.substring(0, 4), 16),
              Integer.parseInt(group.substring(4, 8), 16),
              Integer.parseInt(group.substring(8, 12), 16));
    }
    return group.substring(0, group.lastIndexOf('.') + 1) + "0/24";
  }

  private static String group(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8))
        : address.getHostAddress();
  }
}

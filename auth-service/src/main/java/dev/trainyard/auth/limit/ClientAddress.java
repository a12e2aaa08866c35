package dev.trainyard.auth.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

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
    try {
      return new ClientAddress(group(InetAddress.ofLiteral(last)));
    } catch (IllegalArgumentException e) {
      return new ClientAddress(peer);
    }
  }

  private static String group(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(Arrays.copyOf(bytes, 8))
        : address.getHostAddress();
  }
}

package dev.trainyard.gateway.client;

import dev.trainyard.commons.security.AddressRange;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * From where a request comes: the one answer that limits, audit and tokens bound to networks use.
 * What forwarded headers say counts only when a trusted proxy sent them.
 */
@ApplicationScoped
public class ClientAddress {

  private static final String FORWARDED_FOR = "X-Forwarded-For";
  private static final String FORWARDED_PROTO = "X-Forwarded-Proto";

  /** Proxies in a row that are looked through; more is an attempt to keep us busy. */
  private static final int MAX_HOPS = 16;

  private final List<AddressRange> trusted;

  public ClientAddress(GatewayConfig config) {
    trusted =
        config.trustedProxies().orElse(List.of()).stream()
            .map(
                text ->
                    AddressRange.parse(text)
                        .orElseThrow(
                            () ->
                                new IllegalArgumentException(
                                    "trainyard.gateway.trusted-proxies: %s is no range of addresses"
                                        .formatted(text))))
            .toList();
  }

  /** The address of the client, as text without a port; empty when there is none any more. */
  public String of(HttpServerRequest request) {
    String peer = host(request.remoteAddress());
    if (trusted.isEmpty() || !isTrusted(peer)) {
      return peer;
    }
    List<String> headers = request.headers().getAll(FORWARDED_FOR);
    String[] hops = String.join(",", headers).split(",", -1);
    String client = peer;
    for (int i = hops.length - 1; i >= 0 && i >= hops.length - MAX_HOPS; i--) {
      String hop = hops[i].strip();
      if (!isLiteral(hop)) {
        return client;
      }
      client = hop;
      if (!isTrusted(hop)) {
        return client;
      }
    }
    return client;
  }

  /** Whether the client itself speaks TLS, with the gateway or with a trusted proxy. */
  public boolean isSecure(HttpServerRequest request) {
    if (request.isSSL()) {
      return true;
    }
    return !trusted.isEmpty()
        && "https".equals(request.getHeader(FORWARDED_PROTO))
        && isTrusted(host(request.remoteAddress()));
  }

  /** Whether the other end of a connection is a proxy that is trusted. */
  public boolean isTrusted(SocketAddress peer) {
    return !trusted.isEmpty() && isTrusted(host(peer));
  }

  /** What counts as one client of limits; an IPv6 client owns a /64 at least. */
  public String network(HttpServerRequest request) {
    return network(of(request));
  }

  /** The same for the other end of a connection. */
  public String network(SocketAddress peer) {
    return network(host(peer));
  }

  private static String network(String host) {
    if (host.indexOf(':') < 0) {
      return host;
    }
    try {
      // A literal address: nothing is looked up.
      InetAddress address = InetAddress.getByName(host);
      return address instanceof Inet6Address
          ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), 8))
          : address.getHostAddress();
    } catch (UnknownHostException e) {
      return host;
    }
  }

  private boolean isTrusted(String host) {
    for (AddressRange range : trusted) {
      if (range.contains(host)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isLiteral(String hop) {
    return AddressRange.parse(hop).isPresent() && hop.indexOf('/') < 0;
  }

  private static String host(SocketAddress address) {
    String host = address == null ? null : address.hostAddress();
    return host == null ? "" : host;
  }
}

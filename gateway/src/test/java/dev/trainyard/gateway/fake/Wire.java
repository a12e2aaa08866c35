package dev.trainyard.gateway.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Locale;

/** Bytes to the gateway as no client library would send them, and the bytes that come back. */
public final class Wire {

  private static final int PATIENCE_MILLIS = 8_000;

  private Wire() {}

  /** All that comes back until the gateway closes; fails when it does not. */
  public static String exchange(String request) throws IOException {
    return exchangeFrom("127.0.0.1", request);
  }

  /** The same from another address of this machine. */
  public static String exchangeFrom(String address, String request) throws IOException {
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Platform.port()));
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return read(socket.getInputStream());
    }
  }

  /** The status of the first answer. */
  public static int status(String answer) {
    return answer.length() < 12 ? 0 : Integer.parseInt(answer.substring(9, 12));
  }

  /** How many answers came. */
  public static int answers(String all) {
    return all.split("HTTP/1\\.[01] \\d{3} ", -1).length - 1;
  }

  /** The values of a header in the first answer. */
  public static List<String> header(String answer, String name) {
    String head = answer.split("\r\n\r\n", 2)[0];
    return head.lines()
        .skip(1)
        .filter(
            line -> line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .toList();
  }

  private static String read(InputStream in) throws IOException {
    var received = new StringBuilder();
    byte[] buffer = new byte[8192];
    try {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        received.append(new String(buffer, 0, n, ISO_8859_1));
      }
    } catch (IOException e) {
      if (received.isEmpty()) {
        throw e;
      }
    }
    return received.toString();
  }
}

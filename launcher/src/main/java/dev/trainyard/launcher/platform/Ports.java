package dev.trainyard.launcher.platform;

import dev.trainyard.launcher.data.LauncherException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Loopback ports. They are taken from below the range that kernels use for outgoing connections, so
 * that none of those grabs a port between our look and the child's bind, nor during its restart.
 */
public final class Ports {

  private static final int FIRST = 20_000;
  private static final int LAST = 32_000;
  private static final int ATTEMPTS = 200;
  private static final byte[] LOOPBACK = {127, 0, 0, 1};

  private final Set<Integer> given = new HashSet<>();

  /** A port that nobody listens on and that was not given before. */
  public int next() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int candidate = ThreadLocalRandom.current().nextInt(FIRST, LAST);
      if (isFree(candidate) && given.add(candidate)) {
        return candidate;
      }
    }
    throw new LauncherException("no free port between %d and %d".formatted(FIRST, LAST));
  }

  /** Refuses when somebody listens on the port, naming it. */
  public static void requireFree(int port) {
    if (!isFree(port)) {
      throw new LauncherException(
          "port %d is taken by another program; choose one with --port".formatted(port));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getByAddress(LOOPBACK), port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}

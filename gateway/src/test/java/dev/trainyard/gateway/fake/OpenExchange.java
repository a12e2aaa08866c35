package dev.trainyard.gateway.fake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;

/** One request over a socket of its own that takes its time, and notices when it is ended. */
public final class OpenExchange implements AutoCloseable {

  private static final int KEPT = 8192;

  private final Socket socket;
  private volatile String received = "";
  private final AtomicBoolean ended = new AtomicBoolean();

  private OpenExchange(String head) throws IOException {
    socket = new Socket();
    // Little, so that the sender feels at once that nobody reads.
    socket.setReceiveBufferSize(64 * 1024);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), Platform.port()));
    socket.getOutputStream().write(head.getBytes(ISO_8859_1));
  }

  public static OpenExchange get(String path, String header) throws IOException {
    return new OpenExchange(
        "GET %s HTTP/1.1\r\nHost: localhost\r\n%s\r\n\r\n".formatted(path, header));
  }

  public static OpenExchange patch(String path, long length, String header) throws IOException {
    return new OpenExchange(
        "PATCH %s HTTP/1.1\r\nHost: localhost\r\nContent-Length: %d\r\n%s\r\n\r\n"
            .formatted(path, length, header));
  }

  /** Reads about 640 KiB a second until the end, in the background. */
  public void readSlowly() {
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[64 * 1024];
              try {
                InputStream in = socket.getInputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                  if (received.length() < KEPT) {
                    received = received.concat(new String(buffer, 0, n, ISO_8859_1));
                  }
                  pause(Duration.ofMillis(100));
                }
              } catch (IOException e) {
                // A reset is an end as well.
              }
              ended.set(true);
            });
  }

  /** Writes 1 KiB ten times a second until that fails, in the background. */
  public void writeSlowly() {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                OutputStream out = socket.getOutputStream();
                while (!ended.get()) {
                  out.write(new byte[1024]);
                  pause(Duration.ofMillis(100));
                }
              } catch (IOException _) {
                ended.set(true);
              }
            });
  }

  /** What came first. */
  public String received() {
    return received;
  }

  public boolean isEnded() {
    return ended.get();
  }

  /** Fails when it ends before. */
  public void requireOpenFor(Duration time) {
    pause(time);
    assertThat(ended.get()).as("ended early: %s", received).isFalse();
  }

  public void awaitEnd(Duration within) {
    Awaitility.await().atMost(within).untilTrue(ended);
  }

  /** Lets time pass that is the very condition. */
  public static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    ended.set(true);
    socket.close();
  }
}

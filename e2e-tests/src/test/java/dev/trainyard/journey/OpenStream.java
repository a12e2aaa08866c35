package dev.trainyard.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Something that stays open at a gateway until it is ended, and notes when that was. */
final class OpenStream implements WebSocket.Listener {

  private final String name;
  private final CompletableFuture<Long> endedAt = new CompletableFuture<>();

  private OpenStream(String name) {
    this.name = name;
  }

  /** A download that takes about 300 KiB a second. */
  static OpenStream download(URI gateway, HttpRequest request) throws IOException {
    var stream = new OpenStream("download from " + gateway);
    Socket socket = stream.send(gateway, "GET", request, "");
    stream.readSlowly(socket);
    return stream;
  }

  /** An upload that gives 10 KiB a second. */
  static OpenStream upload(URI gateway, HttpRequest request, long bytes) throws IOException {
    var stream = new OpenStream("upload to " + gateway);
    Socket socket =
        stream.send(
            gateway,
            "PATCH",
            request,
            "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: "
                + bytes
                + "\r\n");
    stream.readSlowly(socket);
    stream.writeSlowly(socket);
    return stream;
  }

  /** A live feed. */
  static OpenStream feed(URI gateway, Platform user) throws Exception {
    var stream = new OpenStream("feed at " + gateway);
    WebSocket.Builder builder = user.client().newWebSocketBuilder();
    user.request("/")
        .build()
        .headers()
        .map()
        .forEach((name, values) -> builder.header(name, values.getFirst()));
    builder
        .buildAsync(
            URI.create(gateway.toString().replaceFirst("^http", "ws") + "/api/v1/feed"), stream)
        .get(10, TimeUnit.SECONDS);
    return stream;
  }

  boolean isOpen() {
    return !endedAt.isDone();
  }

  /** Milliseconds from a moment, of {@link System#nanoTime}, until the end. */
  long millisAfter(long moment, Duration atMost) throws Exception {
    long left = atMost.toNanos() - (System.nanoTime() - moment);
    try {
      long end = endedAt.get(Math.max(1, left), TimeUnit.NANOSECONDS);
      return TimeUnit.NANOSECONDS.toMillis(end - moment);
    } catch (TimeoutException e) {
      throw new AssertionError(name + " was not ended", e);
    }
  }

  private Socket send(URI gateway, String method, HttpRequest request, String more)
      throws IOException {
    var head = new StringBuilder(method + " " + request.uri().getRawPath() + " HTTP/1.1\r\n");
    head.append("Host: ").append(gateway.getAuthority()).append("\r\n");
    request
        .headers()
        .map()
        .forEach(
            (header, values) ->
                head.append(header).append(": ").append(values.getFirst()).append("\r\n"));
    head.append(more).append("\r\n");
    var socket = new Socket();
    socket.setReceiveBufferSize(64 * 1024);
    socket.connect(new InetSocketAddress(gateway.getHost(), gateway.getPort()));
    socket.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    return socket;
  }

  private void readSlowly(Socket socket) {
    Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[32 * 1024];
              try (socket;
                  InputStream in = socket.getInputStream()) {
                while (in.read(buffer) >= 0) {
                  Waiting.pause(Duration.ofMillis(100));
                }
                end();
              } catch (IOException e) {
                end();
              }
            });
  }

  private void writeSlowly(Socket socket) {
    Thread.ofVirtual()
        .start(
            () -> {
              try {
                OutputStream out = socket.getOutputStream();
                while (isOpen()) {
                  out.write(new byte[1024]);
                  Waiting.pause(Duration.ofMillis(100));
                }
              } catch (IOException e) {
                end();
              }
            });
  }

  private void end() {
    endedAt.complete(System.nanoTime());
  }

  @Override
  public CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
    end();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    end();
  }

  @Override
  public String toString() {
    return name;
  }
}

package dev.trainyard.gateway.fake;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A service behind the gateway, with real sockets. It tells what it got, and misbehaves when the
 * query asks for that: {@code hang}, {@code drop}, {@code slow}, {@code trickle}, {@code half},
 * {@code early}, {@code after=n}, {@code bytes=n}, {@code status=n}.
 */
class FakeService {

  private static final int PIECE = 64 * 1024;

  private final Vertx vertx;
  private final String name;
  private final HttpServer server;
  private final AtomicInteger aborted = new AtomicInteger();
  private final AtomicInteger begun = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();
  private final AtomicInteger flooded = new AtomicInteger();

  FakeService(Vertx vertx, String name) {
    this.vertx = vertx;
    this.name = name;
    this.server =
        vertx
            .createHttpServer(new HttpServerOptions().setPort(0).setHost("127.0.0.1"))
            .requestHandler(this::handle)
            .listen()
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort();
  }

  Vertx vertx() {
    return vertx;
  }

  void handle(HttpServerRequest request) {
    if (request.path().equals("/control/aborted")) {
      request.response().end(Integer.toString(aborted.get()));
    } else if (request.path().equals("/control/begun")) {
      request.response().end(Integer.toString(begun.get()));
    } else if (request.path().equals("/control/dropped")) {
      request.response().end(Integer.toString(dropped.get()));
    } else if (request.path().equals("/control/flooded")) {
      request.response().end(Integer.toString(flooded.get()));
    } else if (request.path().equals("/api/v1/feed") && request.headers().contains("Upgrade")) {
      feed(request);
    } else if (request.getParam("hang") != null) {
      request.connection().closeHandler(_ -> aborted.incrementAndGet());
    } else if (request.getParam("drop") != null) {
      dropped.incrementAndGet();
      request.connection().close();
    } else if (request.getParam("slow") != null) {
      slow(request.response().setChunked(true), 4);
    } else if (request.getParam("trickle") != null) {
      trickle(request.response().setChunked(true));
    } else if (request.getParam("half") != null) {
      HttpServerResponse response = request.response();
      response.putHeader("Content-Length", "1000").write("half");
      vertx.setTimer(100, _ -> request.connection().close());
    } else if (request.getParam("after") != null) {
      vertx.setTimer(
          Long.parseLong(request.getParam("after")), _ -> request.response().end("late"));
    } else if (request.getParam("early") != null) {
      request.response().setStatusCode(422).end("early");
    } else if (request.getParam("bytes") != null) {
      bytes(request, Long.parseLong(request.getParam("bytes")));
    } else {
      echo(request);
    }
  }

  /** Ten bytes a second. */
  private void slow(HttpServerResponse response, int pieces) {
    if (pieces == 0) {
      response.end();
      return;
    }
    response.write("0123456789");
    vertx.setTimer(1000, _ -> slow(response, pieces - 1));
  }

  /** A few bytes, again and again, as a model that writes does. */
  private void trickle(HttpServerResponse response) {
    if (response.closed()) {
      aborted.incrementAndGet();
      return;
    }
    response.write("token ");
    vertx.setTimer(200, _ -> trickle(response));
  }

  private void feed(HttpServerRequest request) {
    if (request.getParam("refuse") != null) {
      request.response().setStatusCode(Integer.parseInt(request.getParam("refuse"))).end();
      return;
    }
    String authorization = String.valueOf(request.getHeader("Authorization"));
    request
        .toWebSocket()
        .onSuccess(
            socket -> {
              socket.writeTextMessage("hello " + authorization);
              socket.textMessageHandler(
                  text -> {
                    if (text.equals("close")) {
                      socket.close((short) 4000, "asked to");
                    } else if (text.startsWith("send ")) {
                      socket.writeTextMessage("x".repeat(Integer.parseInt(text.substring(5))));
                    } else if (text.startsWith("flood ")) {
                      flooded.set(0);
                      flood(socket, Integer.parseInt(text.substring(6)));
                    } else {
                      socket.writeTextMessage("echo " + text);
                    }
                  });
            });
  }

  /** Sends messages of 32 KiB as fast as the other side takes them, and counts them. */
  private void flood(ServerWebSocket socket, int messages) {
    while (flooded.get() < messages && !socket.writeQueueFull()) {
      socket.writeTextMessage("x".repeat(PIECE / 2));
      flooded.incrementAndGet();
    }
    if (flooded.get() < messages) {
      socket.drainHandler(_ -> flood(socket, messages));
    }
  }

  private void echo(HttpServerRequest request) {
    long[] received = new long[1];
    request.exceptionHandler(_ -> aborted.incrementAndGet());
    request.handler(buffer -> received[0] += buffer.length());
    request.endHandler(
        _ -> {
          JsonObject headers = new JsonObject();
          request
              .headers()
              .forEach(
                  entry -> headers.put(entry.getKey().toLowerCase(Locale.ROOT), entry.getValue()));
          JsonObject told =
              new JsonObject()
                  .put("service", name)
                  .put("method", request.method().name())
                  .put("uri", request.uri())
                  .put("bytes", received[0])
                  .put("headers", headers);
          String status = request.getParam("status");
          HttpServerResponse response = request.response();
          response
              .setStatusCode(status == null ? 200 : Integer.parseInt(status))
              .putHeader("Content-Type", "application/json")
              .putHeader("Server", "secret-server/1.0")
              .putHeader("X-Powered-By", "secrets")
              .putHeader("X-Frame-Options", "ALLOWALL")
              .putHeader("Content-Security-Policy", "default-src *")
              .putHeader("Access-Control-Allow-Origin", "*")
              .putHeader("Set-Cookie", "from-" + name + "=1")
              .putHeader("Location", url() + "/made/here");
          if (response.getStatusCode() == 204 || response.getStatusCode() == 304) {
            response.end();
          } else {
            response.end(told.toBuffer());
          }
        });
  }

  /** Streams zeros as fast as the reader takes them, whole or one range. */
  private void bytes(HttpServerRequest request, long length) {
    begun.incrementAndGet();
    HttpServerResponse response = request.response();
    String range = request.getHeader("Range");
    long left = length;
    if (range != null) {
      String[] ends = range.substring("bytes=".length()).split("-", -1);
      left = Long.parseLong(ends[1]) - Long.parseLong(ends[0]) + 1;
      response.setStatusCode(206);
      response.putHeader("Content-Range", "bytes %s-%s/%d".formatted(ends[0], ends[1], length));
    }
    response.putHeader("Accept-Ranges", "bytes");
    if (request.getParam("chunked") != null) {
      response.setChunked(true);
    } else {
      response.putHeader("Content-Length", Long.toString(left));
    }
    if (request.method().name().equals("HEAD")) {
      response.end();
      return;
    }
    response.exceptionHandler(_ -> aborted.incrementAndGet());
    pump(response, left);
  }

  private static void pump(HttpServerResponse response, long left) {
    long rest = left;
    while (rest > 0 && !response.writeQueueFull() && !response.closed()) {
      int size = (int) Math.min(PIECE, rest);
      response.write(Buffer.buffer(new byte[size]));
      rest -= size;
    }
    if (rest == 0) {
      response.end();
    } else if (!response.closed()) {
      long remaining = rest;
      response.drainHandler(_ -> pump(response, remaining));
    }
  }
}

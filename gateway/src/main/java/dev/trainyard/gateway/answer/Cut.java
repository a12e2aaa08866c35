package dev.trainyard.gateway.answer;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.core.net.impl.ConnectionBase;

/**
 * Ends an exchange at once. An ordinary close first sends what is queued, which a client that reads
 * slowly, or not at all, puts off for as long as it likes.
 */
public final class Cut {

  /** HTTP/2 error code for a stream that is not needed any more (RFC 9113 7). */
  private static final long CANCEL = 8;

  private Cut() {}

  /**
   * Lets the answer be the last of its connection: what is in the pipe behind it is not read as
   * requests. HTTP/2 frames its requests by itself.
   */
  public static void afterAnswer(HttpServerRequest request) {
    if (request.version() != HttpVersion.HTTP_2) {
      request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
      if (request.connection() instanceof HttpServerConnection connection) {
        connection.handler(_ -> {});
        connection.invalidRequestHandler(_ -> {});
      }
    }
  }

  /** Resets the stream or, before HTTP/2, the whole connection. */
  public static void now(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset(CANCEL);
    } else {
      connection(request.connection());
    }
  }

  /** Resets a connection: nothing that is queued, here or in the kernel, is sent any more. */
  public static void connection(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      Channel channel = base.channel();
      if (channel.isOpen()) {
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        // Past the handlers: theirs is the ordinary close.
        var _ = channel.pipeline().firstContext().close();
      }
    } else {
      connection.close();
    }
  }
}

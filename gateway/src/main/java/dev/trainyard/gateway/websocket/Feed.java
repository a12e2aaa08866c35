package dev.trainyard.gateway.websocket;

import dev.trainyard.gateway.identity.Ending;
import dev.trainyard.gateway.identity.Pass;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketBase;
import java.util.Map;

/**
 * Two WebSockets tied together. A side that does not read stops the other from sending; a side that
 * ends ends the other; and a client whose rights changed is cut off.
 */
final class Feed {

  private static final short GOING_AWAY = 1001;
  private static final short SERVICE_GONE = 1013;

  private static final Map<Ending, Short> CODES =
      Map.of(
          Ending.REVOKED, (short) 4401,
          Ending.RIGHTS_CHANGED, (short) 4403,
          Ending.UNVERIFIABLE, SERVICE_GONE);

  private static final long LAST_WORDS_MILLIS = 300;

  /** Frames that wait for a slow reader, before its counterpart is paused. */
  private static final int MAX_QUEUED_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final WebSocketBase client;
  private final WebSocketBase service;
  private final Pass pass;
  private final Runnable cut;

  /**
   * @param cut ends the client's connection at once
   */
  Feed(Vertx vertx, WebSocketBase client, WebSocketBase service, Pass pass, Runnable cut) {
    this.vertx = vertx;
    this.client = client;
    this.service = service;
    this.pass = pass;
    this.cut = cut;
  }

  void start(Runnable onEnd) {
    client.setWriteQueueMaxSize(MAX_QUEUED_BYTES);
    service.setWriteQueueMaxSize(MAX_QUEUED_BYTES);
    pass(client, service);
    pass(service, client);
    Runnable unfollow = pass.follow(this::expel);
    client.closeHandler(
        _ -> {
          unfollow.run();
          onEnd.run();
          end(service, client.closeStatusCode(), client.closeReason(), GOING_AWAY);
        });
    service.closeHandler(
        _ -> end(client, service.closeStatusCode(), service.closeReason(), SERVICE_GONE));
    service.resume();
  }

  void goAway() {
    end(client, GOING_AWAY, "The gateway stops");
  }

  private static void pass(WebSocketBase from, WebSocketBase to) {
    from.frameHandler(
        frame -> {
          // Each side's own codec answers pings and closings.
          if (frame.isText() || frame.isBinary() || frame.isContinuation()) {
            to.writeFrame(frame);
            if (to.writeQueueFull()) {
              from.pause();
              to.drainHandler(_ -> from.resume());
            }
          }
        });
    // A broken connection is reported as closed, too; that is where it is dealt with.
    from.exceptionHandler(_ -> {});
  }

  /** A client that does not take the closing does not keep the connection either. */
  private void expel(Ending ending) {
    end(client, CODES.get(ending), ending.reason());
    vertx.setTimer(LAST_WORDS_MILLIS, _ -> cut.run());
  }

  private static void end(WebSocketBase side, Short status, String reason, short otherwise) {
    // 1005 and 1006 only ever describe a connection; nobody may send them (RFC 6455 7.4.1).
    boolean sendable = status != null && status != 1005 && status != 1006 && status != 1015;
    end(side, sendable ? status : otherwise, sendable ? reason : null);
  }

  private static void end(WebSocketBase side, short status, String reason) {
    if (!side.isClosed()) {
      // A side that is gone already needs no closing.
      side.close(status, reason).onFailure(_ -> {});
    }
  }
}

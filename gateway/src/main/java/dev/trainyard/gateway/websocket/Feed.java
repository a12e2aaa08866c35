package dev.trainyard.gateway.websocket;

import dev.trainyard.gateway.identity.FeedPass;
import dev.trainyard.gateway.identity.Identity;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocketBase;
import java.time.Duration;
import java.time.Instant;

/**
 * Two WebSockets tied together. A side that does not read stops the other from sending; a side that
 * ends ends the other; and a client whose rights changed is cut off.
 */
final class Feed {

  private static final short REVOKED = 4401;
  private static final short RIGHTS_CHANGED = 4403;
  private static final short GOING_AWAY = 1001;
  private static final short SERVICE_GONE = 1013;

  /** Frames that wait for a slow reader, before its counterpart is paused. */
  private static final int MAX_QUEUED_BYTES = 256 * 1024;

  private final Vertx vertx;
  private final WebSocketBase client;
  private final WebSocketBase service;
  private final FeedPass pass;
  private final Duration period;

  Feed(Vertx vertx, WebSocketBase client, WebSocketBase service, FeedPass pass, Duration period) {
    this.vertx = vertx;
    this.client = client;
    this.service = service;
    this.pass = pass;
    this.period = period;
  }

  void start(Runnable onEnd) {
    client.setWriteQueueMaxSize(MAX_QUEUED_BYTES);
    service.setWriteQueueMaxSize(MAX_QUEUED_BYTES);
    pass(client, service);
    pass(service, client);
    long timer =
        pass.identity() instanceof Identity.Known known
            ? vertx.setPeriodic(period.toMillis(), _ -> revalidate(known))
            : -1;
    client.closeHandler(
        _ -> {
          vertx.cancelTimer(timer);
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

  /** Half the period is fresh enough: with the time between checks it stays within 5 s. */
  private void revalidate(Identity.Known opened) {
    pass.again().apply(period.dividedBy(2)).onComplete(result -> judge(opened, result));
  }

  private void judge(Identity.Known opened, AsyncResult<Identity> result) {
    switch (result.result()) {
      case null -> {
        // auth-service is away: reading goes on until the token would have expired.
        if (Instant.now().isAfter(opened.expiresAt())) {
          end(client, SERVICE_GONE, "The credential cannot be checked");
        }
      }
      case Identity.Known now -> {
        if (!now.rightsVersion().equals(opened.rightsVersion())) {
          end(client, RIGHTS_CHANGED, "The caller's rights changed");
        }
      }
      case Identity.Refused _, Identity.Anonymous _ ->
          end(client, REVOKED, "The credential was revoked");
    }
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

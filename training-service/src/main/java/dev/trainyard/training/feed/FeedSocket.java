package dev.trainyard.training.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.trainyard.commons.security.CurrentCaller;
import io.quarkus.logging.Log;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.time.Instant;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * The live feed. The role is checked on the upgrade, the right to a job on each subscription, and
 * the socket ends with its token.
 */
@WebSocket(path = "/api/v1/feed")
@RolesAllowed("user")
class FeedSocket {

  private final FeedHub hub;
  private final CurrentCaller current;
  private final JsonWebToken token;
  private final ObjectMapper json;

  FeedSocket(FeedHub hub, CurrentCaller current, JsonWebToken token, ObjectMapper json) {
    this.hub = hub;
    this.current = current;
    this.token = token;
    this.json = json;
  }

  @OnOpen
  @RunOnVirtualThread
  void open(WebSocketConnection connection) {
    hub.open(connection, current.get(), Instant.ofEpochSecond(token.getExpirationTime()));
  }

  @OnTextMessage
  @RunOnVirtualThread
  void say(String text, WebSocketConnection connection) {
    hub.session(connection).ifPresent(session -> session.say(Command.parse(text, json)));
  }

  @OnClose
  void closed(WebSocketConnection connection) {
    hub.closed(connection);
  }

  /** Broken connections and frames that are too long; the socket is of no more use then. */
  @OnError
  void failed(Throwable failure, WebSocketConnection connection) {
    Log.debugf(failure, "A feed's socket failed");
    hub.closed(connection);
    if (connection.isOpen()) {
      connection.close().subscribe().with(_ -> {}, _ -> {});
    }
  }
}

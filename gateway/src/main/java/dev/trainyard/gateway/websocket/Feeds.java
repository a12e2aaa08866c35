package dev.trainyard.gateway.websocket;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.identity.Pass;
import dev.trainyard.gateway.proxy.HeaderRules;
import dev.trainyard.gateway.proxy.Outbound;
import dev.trainyard.gateway.upstream.LoopClients;
import dev.trainyard.gateway.upstream.NoReplicaException;
import dev.trainyard.gateway.upstream.Replica;
import dev.trainyard.gateway.upstream.Service;
import dev.trainyard.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.UpgradeRejectedException;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketConnectOptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Opens live feeds: first to the service, so that its refusal is still an HTTP answer, then to the
 * client.
 */
@ApplicationScoped
public class Feeds {

  private static final long HANDSHAKE_MILLIS = 5_000;

  /** Headers of one handshake, which the other side must not see. */
  private static final String HANDSHAKE_PREFIX = "sec-websocket-";

  private final Vertx vertx;
  private final LoopClients clients;
  private final ClientAddress addresses;
  private final GatewayConfig.WebSockets config;
  private final Set<Feed> open = ConcurrentHashMap.newKeySet();

  Feeds(Vertx vertx, LoopClients clients, ClientAddress addresses, GatewayConfig config) {
    this.addresses = addresses;
    this.vertx = vertx;
    this.clients = clients;
    this.config = config.webSockets();
  }

  /** Whether a request asks to become a WebSocket. */
  public static boolean isUpgrade(HttpServerRequest request) {
    String upgrade = request.getHeader(HttpHeaders.UPGRADE);
    String connection = request.getHeader(HttpHeaders.CONNECTION);
    return "websocket".equalsIgnoreCase(upgrade)
        && connection != null
        && connection.toLowerCase(Locale.ROOT).contains("upgrade");
  }

  /** Number of feeds that are open. */
  public int size() {
    return open.size();
  }

  /** Connects the client of a paused request with the service. */
  public Future<Void> bridge(
      HttpServerRequest request, Service service, Function<Upstream, Outbound> to) {
    if (open.size() >= config.max()) {
      return Future.failedFuture(
          unavailable("Too many live feeds are open", Duration.ofSeconds(10)));
    }
    Replica replica = service.pick().orElse(null);
    if (replica == null) {
      return Future.failedFuture(refused(new NoReplicaException(service.name())));
    }
    Outbound outbound = to.apply(replica.server());
    return connect(request, replica, outbound)
        .recover(
            failure ->
                service
                    .pick(replica)
                    .filter(other -> other != replica && replica.isPaused())
                    .map(other -> connect(request, other, to.apply(other.server())))
                    .orElse(Future.failedFuture(failure)))
        .recover(cause -> Future.failedFuture(refused(cause)))
        .compose(socket -> accept(request, socket, outbound.pass()));
  }

  private Future<WebSocket> connect(HttpServerRequest request, Replica replica, Outbound outbound) {
    return clients
        .webSocket()
        .connect(options(request, outbound))
        .onComplete(
            result -> {
              if (result.succeeded() || result.cause() instanceof UpgradeRejectedException) {
                replica.answered();
              } else {
                replica.failed(result.cause());
              }
            });
  }

  private Future<Void> accept(HttpServerRequest request, WebSocket service, Pass pass) {
    // Nothing may be lost between the two handshakes.
    service.pause();
    HttpConnection connection = request.connection();
    return request
        .toWebSocket()
        .onFailure(_ -> service.close())
        .map(
            client -> {
              var feed = new Feed(vertx, client, service, pass, () -> Cut.connection(connection));
              open.add(feed);
              feed.start(() -> open.remove(feed));
              return null;
            });
  }

  private WebSocketConnectOptions options(HttpServerRequest request, Outbound outbound) {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap().addAll(request.headers());
    HeaderRules.inward(request, headers, outbound.accessToken(), addresses);
    headers.remove(HttpHeaders.HOST);
    headers.remove(HttpHeaders.ORIGIN);
    headers.names().stream()
        .filter(name -> name.toLowerCase(Locale.ROOT).startsWith(HANDSHAKE_PREFIX))
        .toList()
        .forEach(headers::remove);
    var options = new WebSocketConnectOptions();
    options
        .setHost(outbound.upstream().host())
        .setPort(outbound.upstream().port())
        .setSsl(outbound.upstream().ssl())
        .setURI(outbound.target())
        .setHeaders(headers)
        .setTimeout(HANDSHAKE_MILLIS);
    return options;
  }

  private static ProblemException refused(Throwable cause) {
    if (cause instanceof UpgradeRejectedException rejected) {
      return switch (rejected.getStatus()) {
        case 401 -> ProblemException.of(ProblemType.UNAUTHENTICATED, "Sign in to open the feed");
        case 403 -> ProblemException.forbidden("The feed is not open to this caller");
        case 404 -> ProblemException.notFound("Feed", "here");
        case 503 -> unavailable("The service takes no more feeds", Duration.ofSeconds(5));
        default -> ProblemException.of(ProblemType.BAD_GATEWAY, "The service refused the feed");
      };
    }
    return unavailable("The service cannot be reached", Duration.ofSeconds(2));
  }

  private static ProblemException unavailable(String detail, Duration retryAfter) {
    return ProblemException.retryLater(ProblemType.DEPENDENCY_UNAVAILABLE, detail, retryAfter);
  }

  /** Tells every client to come again, elsewhere, before the process ends. */
  public void goAway() {
    open.forEach(Feed::goAway);
  }
}

package dev.trainyard.gateway.proxy;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.answer.Cut;
import dev.trainyard.gateway.answer.ProblemWriter;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.TimeoutConfig;
import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.upstream.LoopClients;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.httpproxy.Body;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/**
 * Sends a request on and streams both bodies, never holding more than a few buffers. When one side
 * goes away the other is ended too.
 */
@ApplicationScoped
public class Forwarder {

  private final Vertx vertx;
  private final LoopClients clients;
  private final ProblemWriter problems;
  private final ClientAddress addresses;
  private final TimeoutConfig timeouts;
  private final Map<RouteKind, Transfer.Bounds> bounds = new EnumMap<>(RouteKind.class);

  Forwarder(
      Vertx vertx,
      LoopClients clients,
      BodyLimits limits,
      ProblemWriter problems,
      ClientAddress addresses,
      GatewayConfig config) {
    this.vertx = vertx;
    this.clients = clients;
    this.problems = problems;
    this.addresses = addresses;
    this.timeouts = config.timeouts();
    long follow = config.exchange().recheckEvery().dividedBy(3).toNanos();
    for (RouteKind kind : RouteKind.values()) {
      Duration answer = kind.isSlow() ? timeouts.longAnswer() : timeouts.answer();
      bounds.put(
          kind,
          new Transfer.Bounds(
              limits.of(kind),
              timeouts.idle().toNanos(),
              answer.toNanos(),
              config.limits().bodyRate(),
              follow));
    }
  }

  /**
   * Opens a connection; nothing of the body was read yet when this fails, so that another server
   * may be tried.
   */
  public Future<HttpClientRequest> connect(HttpMethod method, Outbound outbound) {
    return clients
        .http()
        .request(
            outbound
                .upstream()
                .request(method, outbound.target())
                .setConnectTimeout(timeouts.connect().toMillis()));
  }

  /** Sends the request over a connection and streams the answer back, or fails with a problem. */
  public Future<Void> exchange(
      HttpServerRequest incoming, Outbound outbound, HttpClientRequest request) {
    return exchangeOnce(incoming, outbound, request)
        .recover(
            failure ->
                Future.failedFuture(
                    failure instanceof UnansweredException unanswered
                        ? unanswered.problem()
                        : failure))
        .mapEmpty();
  }

  /**
   * The same, but fails with {@link UnansweredException} when the server said nothing at all.
   *
   * @return whether the server said that it closes the connection, as one that stops does
   */
  Future<Boolean> exchangeOnce(
      HttpServerRequest incoming, Outbound outbound, HttpClientRequest request) {
    if (incoming.response().closed()) {
      request.reset();
      return Future.succeededFuture(false);
    }
    var transfer =
        new Transfer(
            vertx, request, bounds.get(outbound.kind()), outbound.pass(), () -> dismiss(incoming));
    return send(incoming, outbound, request, transfer)
        .compose(answer -> answer(incoming, outbound, request, answer, transfer))
        .onComplete(
            _ -> {
              transfer.end();
              if (incoming.response().ended()) {
                finish(incoming, request);
              }
            })
        .recover(cause -> Future.failedFuture(failure(incoming, transfer, cause)));
  }

  private static Throwable failure(HttpServerRequest incoming, Transfer transfer, Throwable cause) {
    ProblemException problem = transfer.problem(cause);
    if (!transfer.isUnanswered() || incoming.response().closed()) {
      return problem;
    }
    boolean reads = incoming.method().equals(HttpMethod.GET) || isHead(incoming);
    return new UnansweredException(problem, reads && !BodyLimits.hasBody(incoming));
  }

  private static boolean isHead(HttpServerRequest incoming) {
    return incoming.method().equals(HttpMethod.HEAD);
  }

  private Future<ProxyResponse> send(
      HttpServerRequest incoming, Outbound outbound, HttpClientRequest request, Transfer transfer) {
    ProxyRequest proxied = ProxyRequest.reverseProxy(incoming);
    proxied.setURI(outbound.target());
    HeaderRules.inward(incoming, proxied.headers(), outbound.accessToken(), addresses);
    boolean withBody = BodyLimits.hasBody(incoming);
    if (withBody) {
      if (incoming.headers().contains(HttpHeaders.EXPECT, HttpHeaders.CONTINUE, true)) {
        incoming.response().writeContinue();
      }
      proxied.setBody(
          Body.body(
              new WatchedStream(incoming, transfer::requestBytes, transfer::requestEnd),
              BodyLimits.length(incoming)));
    } else {
      proxied.setBody(null);
      incoming.resume();
    }
    // What breaks is reported by the future of the answer; without a handler it is logged, too.
    request.exceptionHandler(_ -> {});
    transfer.begin(withBody);
    return proxied.send(request);
  }

  private static Future<Boolean> answer(
      HttpServerRequest incoming,
      Outbound outbound,
      HttpClientRequest request,
      ProxyResponse answer,
      Transfer transfer) {
    transfer.answerBegin();
    request.response().onSuccess(received -> received.exceptionHandler(_ -> {}));
    HttpServerResponse response = incoming.response();
    boolean leaving = answer.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
    HeaderRules.outward(response, answer.headers(), outbound.upstream());
    Body body = answer.getBody();
    if (hasNoBody(incoming, answer)) {
      answer.setBody(null);
      request.response().onSuccess(HttpClientResponse::resume);
      answer.headers().remove(HttpHeaders.CONTENT_LENGTH);
    } else if (body.length() < 0 && incoming.version() == HttpVersion.HTTP_1_0) {
      request.reset();
      // Without chunks the whole answer would have to be held first.
      return Future.failedFuture(
          ProblemException.of(ProblemType.BAD_GATEWAY, "This answer needs HTTP/1.1"));
    } else {
      answer.setBody(
          Body.body(
              new WatchedStream(body.stream(), _ -> transfer.answerBytes(), transfer::answerBytes),
              body.length()));
    }
    return answer.send().map(leaving);
  }

  private static boolean hasNoBody(HttpServerRequest incoming, ProxyResponse answer) {
    int status = answer.getStatusCode();
    boolean bare = status == 304 || isHead(incoming);
    return status == 204 || (bare && answer.getBody().length() < 0);
  }

  /** Ends the client's side of a request that may not go on. */
  private static void dismiss(HttpServerRequest incoming) {
    if (incoming.response().headWritten()) {
      Cut.now(incoming);
    } else {
      Cut.afterAnswer(incoming);
    }
  }

  /** An answer that came before the request's end leaves a body that nobody wants. */
  private void finish(HttpServerRequest incoming, HttpClientRequest request) {
    if (!incoming.isEnded()) {
      request.reset();
      problems.discard(incoming);
    }
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.answer.ProblemWriter;
import dev.trainyard.gateway.answer.SecurityHeaders;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Set;

/** The one door of the platform: every request to the public port comes in here and is answered. */
@ApplicationScoped
class Entrance {

  /** Behind the request id, before everything that Quarkus itself does with a request. */
  private static final int ORDER = Integer.MIN_VALUE + 100;

  private static final Set<HttpMethod> METHODS =
      Set.of(
          HttpMethod.GET,
          HttpMethod.HEAD,
          HttpMethod.POST,
          HttpMethod.PUT,
          HttpMethod.PATCH,
          HttpMethod.DELETE,
          HttpMethod.OPTIONS);

  private final RouteTable routes;
  private final Crossing crossing;
  private final SecurityHeaders security;
  private final ProblemWriter problems;
  private final RequestMetrics metrics;
  private final Drain drain;
  private final int maxHeaderBytes;

  Entrance(
      GatewayConfig config,
      Crossing crossing,
      SecurityHeaders security,
      ProblemWriter problems,
      RequestMetrics metrics,
      Drain drain) {
    this.routes = table(config);
    this.crossing = crossing;
    this.security = security;
    this.problems = problems;
    this.metrics = metrics;
    this.drain = drain;
    this.maxHeaderBytes = config.limits().headerBytes();
  }

  void install(@Observes Router router) {
    router.route().order(ORDER).handler(this::handle);
  }

  private static RouteTable table(GatewayConfig config) {
    var table = new RouteTable();
    config
        .routes()
        .values()
        .forEach(
            group -> {
              var service = new Destination.Service(group.to(), group.kind());
              group.paths().forEach(path -> table.add(path, service));
            });
    return table;
  }

  private void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    request.pause();
    drain.begin(request);
    long startedAt = System.nanoTime();
    security.apply(request);
    Destination destination = null;
    Future<Void> answered;
    try {
      requireSane(request);
      RequestPath path = RequestPath.parse(request.uri());
      destination = routes.find(path);
      security.apply(request, destination);
      answered = crossing.cross(request, path, destination);
    } catch (ProblemException e) {
      answered = Future.failedFuture(e);
    }
    Destination found = destination;
    answered
        .onFailure(failure -> problems.answer(request, failure))
        .onComplete(_ -> leave(request, found, startedAt));
  }

  private void leave(HttpServerRequest request, Destination destination, long startedAt) {
    metrics.record(destination, request.response(), startedAt);
    drain.end(request);
  }

  private void requireSane(HttpServerRequest request) {
    if (!METHODS.contains(request.method())) {
      throw ProblemException.of(
          ProblemType.METHOD_NOT_ALLOWED, "The method is not one of " + METHODS);
    }
    int bytes = 0;
    for (Map.Entry<String, String> header : request.headers()) {
      bytes += header.getKey().length() + header.getValue().length() + 4;
    }
    if (bytes > maxHeaderBytes) {
      throw ProblemException.of(
          ProblemType.HEADERS_TOO_LARGE,
          "The headers may have at most %d bytes".formatted(maxHeaderBytes));
    }
  }
}

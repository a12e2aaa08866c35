package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.web.RequestId;
import dev.trainyard.gateway.answer.ProblemWriter;
import dev.trainyard.gateway.answer.SecurityHeaders;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteTable;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The one door of the platform: every request to the public port comes in here and is answered. */
@ApplicationScoped
public class Entrance {

  private final RouteTable routes;
  private final Sanity sanity;
  private final Crossing crossing;
  private final SecurityHeaders security;
  private final ProblemWriter problems;
  private final Visits visits;

  Entrance(
      RouteTable routes,
      Sanity sanity,
      Crossing crossing,
      SecurityHeaders security,
      ProblemWriter problems,
      Visits visits) {
    this.routes = routes;
    this.sanity = sanity;
    this.crossing = crossing;
    this.security = security;
    this.problems = problems;
    this.visits = visits;
  }

  /** Answers one request. */
  public void handle(HttpServerRequest request) {
    long startedAt = System.nanoTime();
    request.pause();
    visits.begin(request);
    RequestId.begin(request);
    security.apply(request);
    RequestPath path = null;
    Destination destination = null;
    Future<Void> answered;
    try {
      sanity.require(request);
      path = RequestPath.parse(request.uri());
      destination = routes.find(path);
      security.apply(request, destination);
      answered = crossing.cross(request, path, destination);
    } catch (ProblemException e) {
      answered = Future.failedFuture(e);
    }
    RequestPath read = path;
    Destination found = destination;
    answered
        .onFailure(failure -> problems.answer(request, failure))
        .onComplete(_ -> visits.end(request, read, found, startedAt));
  }
}

package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.CrossOrigin;
import dev.trainyard.gateway.console.Console;
import dev.trainyard.gateway.limit.RateLimiter;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RateClass;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.serving.Serving;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Leads a request to its destination. */
@ApplicationScoped
class Crossing {

  private final CrossOrigin crossOrigin;
  private final RateLimiter limiter;
  private final Services services;
  private final Serving serving;
  private final Console console;
  private final PublicHealth health;
  private final PublicDocument document;

  Crossing(
      CrossOrigin crossOrigin,
      RateLimiter limiter,
      Services services,
      Serving serving,
      Console console,
      PublicHealth health,
      PublicDocument document) {
    this.crossOrigin = crossOrigin;
    this.limiter = limiter;
    this.services = services;
    this.serving = serving;
    this.console = console;
    this.health = health;
    this.document = document;
  }

  /** Completes when the answer was sent; fails with a problem while it can still be answered. */
  Future<Void> cross(HttpServerRequest request, RequestPath path, Destination destination) {
    return switch (destination) {
      case Destination.Service service -> {
        crossOrigin.apply(request);
        yield crossOrigin.isQuestion(request)
            ? answerQuestion(request)
            : services.cross(request, path, service);
      }
      case Destination.Deployment deployment -> {
        crossOrigin.apply(request);
        yield crossOrigin.isQuestion(request)
            ? answerQuestion(request)
            : serving.serve(request, path, deployment);
      }
      case Destination.Console _ -> {
        limiter.charge(request, RateClass.PAGE, Optional.empty());
        yield console.serve(request, path);
      }
      case Destination.Document _ -> {
        crossOrigin.apply(request);
        limiter.charge(request, RateClass.PAGE, Optional.empty());
        yield document.answer(request);
      }
      case Destination.Health own -> health.answer(request, own.probe());
      case Destination.Nowhere _ -> {
        limiter.charge(request, RateClass.PAGE, Optional.empty());
        yield Future.failedFuture(
            ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at this path"));
      }
    };
  }

  private Future<Void> answerQuestion(HttpServerRequest request) {
    request.resume();
    crossOrigin.answerQuestion(request.response());
    return request.response().setStatusCode(204).end();
  }
}

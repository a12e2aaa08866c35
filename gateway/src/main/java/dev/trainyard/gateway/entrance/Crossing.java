package dev.trainyard.gateway.entrance;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.console.Console;
import dev.trainyard.gateway.identity.Admission;
import dev.trainyard.gateway.proxy.BodyLimits;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.serving.Serving;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Leads a request to its destination. */
@ApplicationScoped
class Crossing {

  private final Services services;
  private final Admission admission;
  private final BodyLimits limits;
  private final Serving serving;
  private final Console console;
  private final PublicHealth health;

  Crossing(
      Services services,
      Admission admission,
      BodyLimits limits,
      Serving serving,
      Console console,
      PublicHealth health) {
    this.services = services;
    this.admission = admission;
    this.limits = limits;
    this.serving = serving;
    this.console = console;
    this.health = health;
  }

  /** Completes when the answer was sent; fails with a problem while it can still be answered. */
  Future<Void> cross(HttpServerRequest request, RequestPath path, Destination destination) {
    return switch (destination) {
      case Destination.Service service -> services.cross(request, path, service);
      case Destination.Deployment deployment -> {
        limits.check(request, RouteKind.SERVE);
        yield admission
            .admit(request, path)
            .compose(pass -> serving.serve(request, path, deployment, pass));
      }
      case Destination.Console _ -> console.serve(request, path);
      case Destination.Health own -> health.answer(request, own.probe());
      case Destination.Nowhere _ ->
          Future.failedFuture(
              ProblemException.of(ProblemType.NOT_FOUND, "There is nothing at this path"));
    };
  }
}

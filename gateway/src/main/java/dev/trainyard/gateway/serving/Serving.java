package dev.trainyard.gateway.serving;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.identity.Admission;
import dev.trainyard.gateway.identity.Pass;
import dev.trainyard.gateway.proxy.BodyLimits;
import dev.trainyard.gateway.proxy.Forwarder;
import dev.trainyard.gateway.proxy.Outbound;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.upstream.Upstream;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sends inference requests to the replica with the fewest under way, and to a second one when the
 * first cannot be reached. Deployments run users' code, so no credential goes with a request.
 */
@ApplicationScoped
public class Serving {

  private static final int ATTEMPTS = 2;

  private final Admission admission;
  private final BodyLimits limits;
  private final DeploymentRoutes routes;
  private final Forwarder forwarder;
  private final Map<Upstream, Integer> outstanding = new ConcurrentHashMap<>();

  Serving(Admission admission, BodyLimits limits, DeploymentRoutes routes, Forwarder forwarder) {
    this.admission = admission;
    this.limits = limits;
    this.routes = routes;
    this.forwarder = forwarder;
  }

  /** Forwards a paused request; fails with a problem while that can still be answered. */
  public Future<Void> serve(
      HttpServerRequest request, RequestPath path, Destination.Deployment deployment) {
    limits.check(request, RouteKind.SERVE);
    return admission
        .admit(request, path, RouteKind.SERVE)
        .compose(
            pass -> {
              var call = new Call(request, path.withQuery(deployment.path()), pass);
              return routes
                  .find(deployment, pass.identity())
                  .compose(found -> attempt(call, ordered(found.replicas()), 0));
            });
  }

  private record Call(HttpServerRequest request, String target, Pass pass) {

    Outbound to(Upstream replica) {
      return new Outbound(replica, target, RouteKind.SERVE, Optional.empty(), pass);
    }
  }

  private Future<Void> attempt(Call call, List<Upstream> replicas, int index) {
    if (index >= Math.min(ATTEMPTS, replicas.size())) {
      return Future.failedFuture(
          ProblemException.retryLater(
              ProblemType.DEPENDENCY_UNAVAILABLE,
              "No replica of the deployment is ready",
              Duration.ofSeconds(5)));
    }
    Upstream replica = replicas.get(index);
    Outbound outbound = call.to(replica);
    outstanding.merge(replica, 1, Integer::sum);
    return forwarder
        .connect(call.request().method(), outbound)
        .transform(
            connected ->
                connected.succeeded()
                    ? forwarder.exchange(call.request(), outbound, connected.result())
                    : attempt(call, replicas, index + 1))
        .onComplete(_ -> outstanding.computeIfPresent(replica, (_, n) -> n > 1 ? n - 1 : null));
  }

  /** Least busy first; the shuffle decides among equals. */
  private List<Upstream> ordered(List<Upstream> replicas) {
    List<Upstream> order = new ArrayList<>(replicas);
    Collections.shuffle(order);
    Map<Upstream, Integer> load = Map.copyOf(outstanding);
    order.sort(Comparator.comparingInt(replica -> load.getOrDefault(replica, 0)));
    return order;
  }
}

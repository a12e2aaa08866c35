package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.identity.Admission;
import dev.trainyard.gateway.identity.Pass;
import dev.trainyard.gateway.limit.Places;
import dev.trainyard.gateway.proxy.BodyLimits;
import dev.trainyard.gateway.proxy.Dispatch;
import dev.trainyard.gateway.proxy.Outbound;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteKind;
import dev.trainyard.gateway.upstream.Upstream;
import dev.trainyard.gateway.upstream.Upstreams;
import dev.trainyard.gateway.websocket.Feeds;
import io.vertx.core.Future;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** The way to a service of the platform: size, caller, then the request or the live feed. */
@ApplicationScoped
class Services {

  private final Admission admission;
  private final BodyLimits limits;
  private final Places places;
  private final Upstreams upstreams;
  private final Dispatch dispatch;
  private final Feeds feeds;

  Services(
      Admission admission,
      BodyLimits limits,
      Places places,
      Upstreams upstreams,
      Dispatch dispatch,
      Feeds feeds) {
    this.admission = admission;
    this.limits = limits;
    this.places = places;
    this.upstreams = upstreams;
    this.dispatch = dispatch;
    this.feeds = feeds;
  }

  Future<Void> cross(HttpServerRequest request, RequestPath path, Destination.Service service) {
    limits.check(request, service.kind());
    if (service.kind() == RouteKind.FEED && Feeds.isUpgrade(request)) {
      return admission
          .admitFeed(request)
          .compose(
              pass ->
                  feeds.bridge(
                      request,
                      upstreams.get(service.upstream()),
                      server -> outbound(server, path, service, pass)));
    }
    return admission
        .admit(request, path, service.kind())
        .compose(
            pass -> {
              Runnable leave = places.take(service.upstream(), pass.rateClass());
              return dispatch
                  .forward(
                      request,
                      upstreams.get(service.upstream()),
                      server -> outbound(server, path, service, pass))
                  .onComplete(_ -> leave.run());
            });
  }

  private static Outbound outbound(
      Upstream server, RequestPath path, Destination.Service service, Pass pass) {
    return new Outbound(server, path.target(), service.kind(), pass.identity().accessToken(), pass);
  }
}

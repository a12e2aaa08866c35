package dev.trainyard.model.deployment;

import dev.trainyard.commons.security.Action;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.CurrentCaller;
import dev.trainyard.commons.security.Internal;
import dev.trainyard.commons.security.Permission;
import dev.trainyard.commons.security.ResourceKind;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Tells the gateway whether the caller may use a deployment, and where it answers. */
@Path("/internal/routes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class RouteResource {

  private static final Permission USE = new Permission(ResourceKind.DEPLOYMENT, Action.READ);

  private final RouteService routes;
  private final CurrentCaller caller;

  RouteResource(RouteService routes, CurrentCaller caller) {
    this.routes = routes;
    this.caller = caller;
  }

  @GET
  @Path("/{ns}/{deployment}")
  @Internal("gateway")
  @Operation(operationId = "getRoute", summary = "Addresses of the ready replicas")
  public RouteResponse get(@RestPath String ns, @RestPath String deployment) {
    Caller asking = caller.get();
    if (!asking.isAnonymous()) {
      asking.requireScope(USE);
    }
    return routes.get(ns, deployment, asking);
  }
}

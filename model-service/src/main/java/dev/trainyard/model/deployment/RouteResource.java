package dev.trainyard.model.deployment;

import dev.trainyard.commons.client.Clients;
import dev.trainyard.commons.security.CurrentCaller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Tells the gateway whether the caller may use a deployment, and where it answers. */
@Path("/internal/routes")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = "internal")
class RouteResource {

  private final Clients clients;
  private final RouteService routes;
  private final CurrentCaller caller;

  RouteResource(Clients clients, RouteService routes, CurrentCaller caller) {
    this.clients = clients;
    this.routes = routes;
    this.caller = caller;
  }

  @GET
  @Path("/{ns}/{deployment}")
  @PermitAll
  @Operation(operationId = "getRoute", summary = "Addresses of the ready replicas")
  public RouteResponse get(
      @RestHeader(Clients.HEADER) String client, @RestPath String ns, @RestPath String deployment) {
    clients.require(client, "gateway");
    return routes.get(ns, deployment, caller.get());
  }
}

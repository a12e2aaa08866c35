package dev.trainyard.gateway.entrance;

import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.Destination;
import dev.trainyard.gateway.routing.RouteTable;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The public URL space as it is configured. */
class Routes {

  @Produces
  @Singleton
  RouteTable table(GatewayConfig config) {
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
}

package dev.trainyard.launcher.platform;

import java.util.EnumMap;
import java.util.Map;

/** Who listens where during one run of the platform. */
record Topology(Map<Service, Endpoint> endpoints, int databasePort) {

  /** Chooses every port but the gateway's, which is the operator's choice. */
  static Topology choose(int gatewayPort, Ports ports) {
    Map<Service, Endpoint> endpoints = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      int port = service == Service.GATEWAY ? gatewayPort : ports.next();
      endpoints.put(service, new Endpoint(port, ports.next()));
    }
    return new Topology(endpoints, ports.next());
  }

  Endpoint of(Service service) {
    return endpoints.get(service);
  }

  /** The address that people use. */
  String origin() {
    return of(Service.GATEWAY).url();
  }
}

package dev.trainyard.gateway.upstream;

import dev.trainyard.commons.security.AddressRange;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Turns the names of services into the addresses that they have at this moment, each of which is a
 * replica. A name with TLS stays a name, because the certificate is about it.
 */
@ApplicationScoped
class Names {

  private final Vertx vertx;
  private final Map<String, List<URI>> configured;

  Names(Vertx vertx, GatewayConfig config) {
    this.vertx = vertx;
    this.configured = config.upstreams();
  }

  /** Completes when the service has its present replicas; keeps the old ones when DNS is away. */
  Future<Void> resolve(Service service) {
    List<Upstream> servers =
        configured.get(service.name()).stream()
            .map(base -> Upstream.of(service.name(), base))
            .toList();
    if (servers.stream().noneMatch(Names::hasName)) {
      return Future.succeededFuture();
    }
    return vertx
        .executeBlocking(() -> addresses(servers), false)
        .onSuccess(service::update)
        .mapEmpty();
  }

  private static List<Upstream> addresses(List<Upstream> servers) throws UnknownHostException {
    List<Upstream> all = new ArrayList<>();
    for (Upstream server : servers) {
      if (hasName(server)) {
        Arrays.stream(InetAddress.getAllByName(server.host()))
            .map(InetAddress::getHostAddress)
            .sorted()
            .map(server::at)
            .forEach(all::add);
      } else {
        all.add(server);
      }
    }
    return all;
  }

  private static boolean hasName(Upstream server) {
    String host = server.host();
    boolean literal = host.startsWith("[") || AddressRange.parse(host).isPresent();
    return !server.ssl() && !literal && !host.equals("localhost");
  }
}

package dev.trainyard.gateway.upstream;

import dev.trainyard.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** The services of the platform by name. */
@ApplicationScoped
public class Upstreams {

  private final Map<String, Service> byName = new TreeMap<>();

  Upstreams(GatewayConfig config) {
    config
        .upstreams()
        .forEach(
            (name, bases) ->
                byName.put(
                    name,
                    new Service(
                        name, bases.stream().map(base -> Upstream.of(name, base)).toList())));
    // A route to nowhere must stop the start, not fail its requests.
    config.routes().values().forEach(group -> get(group.to()));
  }

  /** The service, or a failure that names the setting which is missing. */
  public Service get(String name) {
    Service service = byName.get(name);
    if (service == null) {
      throw new IllegalArgumentException("trainyard.gateway.upstreams." + name + " is not set");
    }
    return service;
  }

  /** All of them, by name. */
  public Map<String, Service> all() {
    return Map.copyOf(byName);
  }
}

package dev.trainyard.gateway.upstream;

import dev.trainyard.gateway.config.GatewayConfig;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.TreeMap;

/** The services of the platform by name. */
@ApplicationScoped
public class Upstreams {

  private final Map<String, Upstream> byName = new TreeMap<>();

  Upstreams(GatewayConfig config) {
    config.upstreams().forEach((name, base) -> byName.put(name, Upstream.of(name, base)));
    // A route to nowhere must stop the start, not fail its requests.
    config.routes().values().forEach(group -> get(group.to()));
  }

  /** The upstream, or a failure that names the setting which is missing. */
  public Upstream get(String name) {
    Upstream upstream = byName.get(name);
    if (upstream == null) {
      throw new IllegalArgumentException("trainyard.gateway.upstreams." + name + " is not set");
    }
    return upstream;
  }

  /** All of them, by name. */
  public Map<String, Upstream> all() {
    return Map.copyOf(byName);
  }
}

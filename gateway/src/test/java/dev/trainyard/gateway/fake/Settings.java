package dev.trainyard.gateway.fake;

import dev.trainyard.gateway.config.GatewayConfig;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Settings of a gateway that is not started, for tests of one class. */
public final class Settings {

  private static final Map<String, String> NEEDED =
      Map.of(
          "upstreams.auth", "http://localhost",
          "routes.auth.to", "auth",
          "routes.auth.paths", "/api",
          "sign-in-paths", "/login");

  private Settings() {}

  /** The defaults with some changes, by key without the prefix. */
  public static GatewayConfig with(Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(NEEDED);
    for (String name : List.of("page", "read", "write", "transfer", "serve", "sign-in")) {
      settings.put("rate-limit.classes." + name + ".per-second", "1");
      settings.put("rate-limit.classes." + name + ".burst", "5");
      settings.put("places." + name, "5");
    }
    settings.putAll(changes);
    Map<String, String> prefixed = new HashMap<>();
    settings.forEach((name, value) -> prefixed.put("trainyard.gateway." + name, value));
    return new SmallRyeConfigBuilder()
        .withMapping(GatewayConfig.class)
        .addDiscoveredConverters()
        .withSources(new PropertiesConfigSource(prefixed, "test", 100))
        .build()
        .getConfigMapping(GatewayConfig.class);
  }
}

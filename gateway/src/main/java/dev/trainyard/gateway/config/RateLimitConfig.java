package dev.trainyard.gateway.config;

import dev.trainyard.gateway.routing.RateClass;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Min;
import java.util.Map;

/** Token buckets, one per class and credential or, without one, per class and network. */
public interface RateLimitConfig {

  @WithDefault("true")
  boolean enabled();

  /** Rates by class of requests; every class needs one. */
  Map<RateClass, Rate> classes();

  /** How many times that all credentials of one user together may have. */
  @WithDefault("3")
  @Min(1)
  int userFactor();

  /** Sustained unknown credentials per second and address. */
  @WithDefault("20")
  @Min(1)
  int unknownPerSecond();

  /** Unknown credentials that may come at once from an address. */
  @WithDefault("200")
  @Min(1)
  int unknownBurst();

  /** Number of clients remembered. */
  @WithDefault("50000")
  @Min(1)
  long maxClients();

  /** How fast requests of one class may come from one client. */
  interface Rate {

    /** Sustained requests per second. */
    @Min(1)
    int perSecond();

    /** Requests that may come at once. */
    @Min(1)
    int burst();
  }
}

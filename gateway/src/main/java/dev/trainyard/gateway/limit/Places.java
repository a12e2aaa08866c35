package dev.trainyard.gateway.limit;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.routing.RateClass;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Bounds the requests under way at each upstream, for each class by itself. What finds no place is
 * refused at once and does not wait: a service that is behind gets no longer queue, and a flood of
 * one class leaves the places of the others free, signing in above all.
 */
@ApplicationScoped
public class Places {

  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Map<RateClass, Integer> limits;
  private final MeterRegistry registry;
  private final Map<Key, Place> places = new ConcurrentHashMap<>();

  private record Key(String upstream, RateClass rateClass) {}

  /** The requests of one class at one upstream. */
  private record Place(AtomicInteger taken, int limit, Counter refused) {}

  Places(GatewayConfig config, MeterRegistry registry) {
    this.limits = Map.copyOf(config.places());
    this.registry = registry;
    for (RateClass rateClass : RateClass.values()) {
      if (!limits.containsKey(rateClass)) {
        throw new IllegalArgumentException(
            "trainyard.gateway.places.%s is not set".formatted(rateClass.wire()));
      }
    }
  }

  /**
   * Takes a place or throws the 503.
   *
   * @param upstream one of the configured names
   * @return gives the place back, once
   */
  public Runnable take(String upstream, RateClass rateClass) {
    Place place = places.computeIfAbsent(new Key(upstream, rateClass), this::place);
    if (place.taken.incrementAndGet() > place.limit) {
      place.taken.decrementAndGet();
      place.refused.increment();
      throw ProblemException.retryLater(
          ProblemType.DEPENDENCY_UNAVAILABLE, "The platform is busy", RETRY);
    }
    return place.taken::decrementAndGet;
  }

  private Place place(Key key) {
    return new Place(
        new AtomicInteger(),
        limits.get(key.rateClass),
        Counter.builder("trainyard.gateway.refused.busy")
            .description("Requests that found no place")
            .tag("upstream", key.upstream)
            .tag("class", key.rateClass.wire())
            .register(registry));
  }
}

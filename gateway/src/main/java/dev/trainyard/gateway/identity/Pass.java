package dev.trainyard.gateway.identity;

import dev.trainyard.gateway.routing.RateClass;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The right of one caller to make one request, for as long as that takes.
 *
 * @param identity who was let in
 * @param rateClass what the request costs
 * @param watch has the credential checked again until the returned action runs, and tells when the
 *     request must end
 */
public record Pass(
    Identity identity, RateClass rateClass, Function<Consumer<Ending>, Runnable> watch) {

  /** A pass that nothing can end, because nothing was shown for it. */
  static Pass anonymous(RateClass rateClass) {
    return new Pass(new Identity.Anonymous(), rateClass, _ -> () -> {});
  }

  /** Follows the credential; the result stops that. */
  public Runnable follow(Consumer<Ending> onEnd) {
    return watch.apply(onEnd);
  }
}

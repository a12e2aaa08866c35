package dev.trainyard.gateway.identity;

import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The right of one caller to make one request, for as long as that takes.
 *
 * @param identity who was let in
 * @param watch has the credential checked again until the returned action runs, and tells when the
 *     request must end
 */
public record Pass(Identity identity, Function<Consumer<Ending>, Runnable> watch) {

  /** A pass that nothing can end, because nothing was shown for it. */
  static Pass of(Identity identity) {
    return new Pass(identity, _ -> () -> {});
  }

  /** Follows the credential; the result stops that. */
  public Runnable follow(Consumer<Ending> onEnd) {
    return watch.apply(onEnd);
  }
}

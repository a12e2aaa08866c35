package dev.trainyard.gateway.identity;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/**
 * The right to hold a live feed open.
 *
 * @param identity who opened it
 * @param again checks the credential again, with an answer at most this old
 */
public record FeedPass(Identity identity, Function<Duration, Future<Identity>> again) {

  static FeedPass anonymous() {
    return of(new Identity.Anonymous());
  }

  static FeedPass of(Identity identity) {
    return new FeedPass(identity, _ -> Future.succeededFuture(identity));
  }
}

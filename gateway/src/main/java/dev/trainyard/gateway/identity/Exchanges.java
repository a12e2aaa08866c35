package dev.trainyard.gateway.identity;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.gateway.cache.FreshCache;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/**
 * Turns credentials into identities, at most seconds old. While auth-service is away, the last good
 * answer serves reads until its token expires, and nothing else.
 */
@ApplicationScoped
class Exchanges {

  /** Lifetime of an access token: a longer memory could not be used. */
  private static final Duration KEEP = Duration.ofMinutes(15);

  /** Renewal before the end, so that a token does not expire on its way to a service. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private final ExchangeClient client;
  private final FreshCache<String, Identity> cache;
  private final Duration freshFor;

  Exchanges(Vertx vertx, ExchangeClient client, GatewayConfig config) {
    this.client = client;
    this.freshFor = config.exchange().freshFor();
    this.cache = new FreshCache<>(vertx, config.exchange().maxCredentials(), KEEP);
  }

  /** Whether the credential was seen lately, so that it costs nobody anything. */
  boolean knows(Credential credential) {
    return cache.knows(credential.key());
  }

  /**
   * The identity behind a credential.
   *
   * @param reading whether the request changes nothing, so that an older answer may do
   */
  Future<Identity> identify(Credential credential, boolean reading) {
    return load(credential, freshFor)
        .recover(
            failure ->
                cache
                    .lastGood(credential.key())
                    .filter(identity -> reading && isLive(identity, Duration.ZERO))
                    .map(Future::succeededFuture)
                    .orElse(Future.failedFuture(failure)))
        .map(identity -> fromAllowedNetwork(credential, identity));
  }

  /** As {@link #identify}, but at most this old, without the fallback and from wherever. */
  Future<Identity> revalidate(Credential credential, Duration maxAge) {
    return load(credential, maxAge);
  }

  /** Checked on each request, since one answer serves requests from several addresses. */
  private static Identity fromAllowedNetwork(Credential credential, Identity identity) {
    if (identity instanceof Identity.Known known && !known.mayComeFrom(credential.address())) {
      throw ProblemException.forbidden("The credential may not be used from this address");
    }
    return identity;
  }

  private Future<Identity> load(Credential credential, Duration maxAge) {
    boolean expiring =
        cache
            .lastGood(credential.key())
            .filter(identity -> identity instanceof Identity.Known && !isLive(identity, MARGIN))
            .isPresent();
    return cache.get(
        credential.key(), expiring ? Duration.ZERO : maxAge, () -> client.exchange(credential));
  }

  private static boolean isLive(Identity identity, Duration margin) {
    return identity instanceof Identity.Known known
        && Instant.now().plus(margin).isBefore(known.expiresAt());
  }
}

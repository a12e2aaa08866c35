package dev.trainyard.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Bounds how fast one client may ask; generous, because it guards the platform and not a price. */
@ApplicationScoped
public class RateLimiter {

  private final ClientAddress addresses;
  private final LongSupplier nanoTime;
  private final GatewayConfig.RateLimit config;
  private final TokenBucket.Rule all;
  private final TokenBucket.Rule unknown;
  private final Cache<String, TokenBucket> buckets;

  @Inject
  RateLimiter(GatewayConfig config, ClientAddress addresses) {
    this(config, addresses, System::nanoTime);
  }

  RateLimiter(GatewayConfig config, ClientAddress addresses, LongSupplier nanoTime) {
    this.addresses = addresses;
    this.nanoTime = nanoTime;
    this.config = config.rateLimit();
    this.all = new TokenBucket.Rule(this.config.perSecond(), this.config.burst());
    this.unknown = new TokenBucket.Rule(this.config.unknownPerSecond(), this.config.unknownBurst());
    this.buckets = Caffeine.newBuilder().maximumSize(this.config.maxClients()).build();
  }

  /**
   * Takes one request from the client's bucket or throws the 429.
   *
   * @param credential digest of the credential, if there is one
   */
  public void charge(HttpServerRequest request, Optional<String> credential) {
    take(request, credential.orElseGet(() -> addresses.network(request)), all);
  }

  /** Takes from the address's bucket for credentials that nobody has seen yet: guesses. */
  public void chargeUnknown(HttpServerRequest request) {
    take(request, "?" + addresses.network(request), unknown);
  }

  private void take(HttpServerRequest request, String client, TokenBucket.Rule rule) {
    if (!config.enabled()) {
      return;
    }
    TokenBucket bucket = buckets.get(client, _ -> new TokenBucket());
    long waitNanos = bucket.take(rule, nanoTime.getAsLong());
    if (waitNanos > 0) {
      var headers = request.response().headers();
      long seconds = Duration.ofNanos(waitNanos).plusMillis(999).toSeconds();
      headers.set("RateLimit-Policy", "\"client\";q=" + rule.burst());
      headers.set("RateLimit", "\"client\";r=0;t=" + seconds);
      throw ProblemException.retryLater(
          ProblemType.TOO_MANY_REQUESTS,
          "More than %d requests per second".formatted(rule.perSecond()),
          Duration.ofSeconds(seconds));
    }
  }
}

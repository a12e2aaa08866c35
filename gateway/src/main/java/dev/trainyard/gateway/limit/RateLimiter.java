package dev.trainyard.gateway.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.client.ClientAddress;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.config.RateLimitConfig;
import dev.trainyard.gateway.routing.RateClass;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Bounds how fast one client may ask, for each class of requests by itself; generous, because it
 * guards the platform and not a price. A client is a credential, its user, or without one the
 * network that it comes from. Every answer tells how much is left.
 */
@ApplicationScoped
public class RateLimiter {

  private static final String LIMIT = "RateLimit";
  private static final String POLICY = "RateLimit-Policy";

  private final ClientAddress addresses;
  private final LongSupplier nanoTime;
  private final boolean enabled;
  private final Map<RateClass, Limit> limits = new EnumMap<>(RateClass.class);
  private final TokenBucket.Rule unknown;
  private final Cache<Client, TokenBucket> buckets;

  /** Whose bucket it is: a digest of a credential, a user or a network. */
  private record Client(RateClass rateClass, char kind, String name) {}

  /** What a class allows one credential, one user, and how it says so. */
  private record Limit(TokenBucket.Rule client, TokenBucket.Rule user, String policy) {}

  @Inject
  RateLimiter(GatewayConfig config, ClientAddress addresses) {
    this(config, addresses, System::nanoTime);
  }

  RateLimiter(GatewayConfig config, ClientAddress addresses, LongSupplier nanoTime) {
    this.addresses = addresses;
    this.nanoTime = nanoTime;
    RateLimitConfig limit = config.rateLimit();
    this.enabled = limit.enabled();
    this.unknown = TokenBucket.Rule.of(limit.unknownPerSecond(), limit.unknownBurst());
    this.buckets = Caffeine.newBuilder().maximumSize(limit.maxClients()).build();
    for (RateClass rateClass : RateClass.values()) {
      RateLimitConfig.Rate rate = limit.classes().get(rateClass);
      if (rate == null) {
        throw new IllegalArgumentException(
            "trainyard.gateway.rate-limit.classes.%s is not set".formatted(rateClass.wire()));
      }
      var client = TokenBucket.Rule.of(rate.perSecond(), rate.burst());
      var user =
          TokenBucket.Rule.of(
              rate.perSecond() * limit.userFactor(), rate.burst() * limit.userFactor());
      long window = Math.max(1, TimeUnit.NANOSECONDS.toSeconds(client.window()));
      limits.put(
          rateClass,
          new Limit(
              client,
              user,
              "\"fixed window\";\"%s\";q=%d;w=%d"
                  .formatted(rateClass.wire(), rate.burst(), window)));
    }
  }

  /**
   * Takes one request from the client's bucket or throws the 429.
   *
   * @param credential digest of the credential, if there is one
   */
  public void charge(HttpServerRequest request, RateClass rateClass, Optional<String> credential) {
    if (enabled) {
      Client client =
          credential.isPresent()
              ? new Client(rateClass, 'c', credential.get())
              : new Client(rateClass, 'n', addresses.network(request));
      Limit limit = limits.get(rateClass);
      take(request, client, limit.client, limit.policy);
    }
  }

  /** Takes from what all credentials of a user share; tokens cannot be piled up against limits. */
  public void chargeUser(HttpServerRequest request, RateClass rateClass, String user) {
    if (enabled) {
      Limit limit = limits.get(rateClass);
      long left = take(new Client(rateClass, 'u', user), limit.user);
      if (left < 0) {
        throw refused(request, rateClass, limit.policy, -left);
      }
    }
  }

  /** Takes from the address's bucket for credentials that nobody has seen yet: guesses. */
  public void chargeUnknown(HttpServerRequest request) {
    if (enabled) {
      long left = take(new Client(RateClass.SIGN_IN, '?', addresses.network(request)), unknown);
      if (left < 0) {
        throw refused(request, RateClass.SIGN_IN, limits.get(RateClass.SIGN_IN).policy, -left);
      }
    }
  }

  private void take(
      HttpServerRequest request, Client client, TokenBucket.Rule rule, String policy) {
    long untilFull = take(client, rule);
    if (untilFull < 0) {
      throw refused(request, client.rateClass, policy, -untilFull);
    }
    MultiMap headers = request.response().headers();
    headers.set(POLICY, policy);
    long remaining = (rule.window() - untilFull) / rule.interval();
    headers.set(LIMIT, say(client.rateClass, remaining, seconds(untilFull)));
  }

  private long take(Client client, TokenBucket.Rule rule) {
    return buckets.get(client, _ -> new TokenBucket()).take(rule, nanoTime.getAsLong());
  }

  private static ProblemException refused(
      HttpServerRequest request, RateClass rateClass, String policy, long nanos) {
    long wait = seconds(nanos);
    MultiMap headers = request.response().headers();
    headers.set(POLICY, policy);
    headers.set(LIMIT, say(rateClass, 0, wait));
    return ProblemException.retryLater(
        ProblemType.TOO_MANY_REQUESTS,
        "More requests of the class %s than one client may send".formatted(rateClass.wire()),
        Duration.ofSeconds(wait));
  }

  private static String say(RateClass rateClass, long remaining, long seconds) {
    return "\"" + rateClass.wire() + "\";r=" + remaining + ";t=" + seconds;
  }

  private static long seconds(long nanos) {
    return Math.max(1, Duration.ofNanos(nanos).plusMillis(999).toSeconds());
  }
}

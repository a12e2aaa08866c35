package dev.trainyard.gateway.identity;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.limit.RateLimiter;
import dev.trainyard.gateway.routing.RateClass;
import dev.trainyard.gateway.routing.RequestPath;
import dev.trainyard.gateway.routing.RouteKind;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request comes in, and as whom. */
@ApplicationScoped
public class Admission {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Map<RateClass, Pass> NOBODY = new EnumMap<>(RateClass.class);

  static {
    for (RateClass rateClass : RateClass.values()) {
      NOBODY.put(rateClass, Pass.anonymous(rateClass));
    }
  }

  private final CredentialReader credentials;
  private final CrossSiteGuard crossSite;
  private final Exchanges exchanges;
  private final CredentialWatch watch;
  private final RateLimiter limiter;
  private final Set<String> signInPaths;

  Admission(
      CredentialReader credentials,
      CrossSiteGuard crossSite,
      Exchanges exchanges,
      CredentialWatch watch,
      RateLimiter limiter,
      GatewayConfig config) {
    this.credentials = credentials;
    this.crossSite = crossSite;
    this.exchanges = exchanges;
    this.watch = watch;
    this.limiter = limiter;
    this.signInPaths = Set.copyOf(config.signInPaths());
  }

  /** Whether the method promises to change nothing. */
  public static boolean isSafe(HttpMethod method) {
    return SAFE.contains(method);
  }

  /** Admits an ordinary request, or fails with the problem to answer. */
  public Future<Pass> admit(HttpServerRequest request, RequestPath path, RouteKind kind) {
    boolean reading = isSafe(request.method());
    if (!reading && signInPaths.contains(path.raw())) {
      // Whoever signs in is nobody yet; an old cookie must not keep a person out.
      limiter.charge(request, RateClass.SIGN_IN, Optional.empty());
      crossSite.refuseForeign(request);
      return Future.succeededFuture(NOBODY.get(RateClass.SIGN_IN));
    }
    RateClass rateClass = RateClass.of(kind, reading);
    Optional<Credential> credential = limited(request, rateClass);
    if (credential.isEmpty()) {
      return Future.succeededFuture(NOBODY.get(rateClass));
    }
    boolean session = credential.get().kind() == Credential.Kind.SESSION;
    if (session && !reading) {
      crossSite.requireSameOrigin(request);
      crossSite.refuseForms(request);
    }
    return exchanges
        .identify(credential.get(), reading)
        .map(
            identity ->
                switch (identity) {
                  case Identity.Known known -> {
                    if (session && !reading) {
                      crossSite.requireToken(request, known);
                    }
                    limiter.chargeUser(request, rateClass, known.subject());
                    yield pass(credential.get(), known, rateClass, reading);
                  }
                  case Identity.Anonymous _ -> NOBODY.get(rateClass);
                  case Identity.Refused _ -> refused(rateClass, session && reading);
                });
  }

  /** Admits the opening of a live feed. */
  public Future<Pass> admitFeed(HttpServerRequest request) {
    Optional<Credential> credential = limited(request, RateClass.READ);
    if (credential.isEmpty()) {
      crossSite.refuseForeign(request);
      return Future.succeededFuture(NOBODY.get(RateClass.READ));
    }
    if (credential.get().kind() == Credential.Kind.SESSION) {
      crossSite.requireOrigin(request);
    } else {
      crossSite.refuseForeign(request);
    }
    return exchanges
        .identify(credential.get(), true)
        .map(
            identity ->
                identity instanceof Identity.Known known
                    ? pass(credential.get(), known, RateClass.READ, true)
                    : refused(RateClass.READ, false));
  }

  private Pass pass(
      Credential credential, Identity.Known known, RateClass rateClass, boolean reading) {
    return new Pass(known, rateClass, onEnd -> watch.join(credential, known, reading, onEnd));
  }

  /** Reads the credential and charges the request to it or, without one, to the network. */
  private Optional<Credential> limited(HttpServerRequest request, RateClass rateClass) {
    Optional<Credential> credential = credentials.read(request);
    if (credential.isPresent() && !exchanges.knows(credential.get())) {
      limiter.chargeUnknown(request);
    }
    limiter.charge(request, rateClass, credential.map(Credential::key));
    return credential;
  }

  /** A browser whose session ended still sees public pages; all others are told. */
  private static Pass refused(RateClass rateClass, boolean asAnonymous) {
    if (asAnonymous) {
      return NOBODY.get(rateClass);
    }
    throw ProblemException.of(
        ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked");
  }
}

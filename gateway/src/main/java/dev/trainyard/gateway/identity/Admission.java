package dev.trainyard.gateway.identity;

import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.gateway.config.GatewayConfig;
import dev.trainyard.gateway.limit.RateLimiter;
import dev.trainyard.gateway.routing.RequestPath;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/** Decides whether a request comes in, and as whom. */
@ApplicationScoped
public class Admission {

  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private static final Pass NOBODY = Pass.of(new Identity.Anonymous());

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
  public Future<Pass> admit(HttpServerRequest request, RequestPath path) {
    Optional<Credential> credential = limited(request);
    boolean reading = isSafe(request.method());
    if (!reading && signInPaths.contains(path.raw())) {
      // Whoever signs in is nobody yet; an old cookie must not keep a person out.
      crossSite.refuseForeign(request);
      return Future.succeededFuture(NOBODY);
    }
    if (credential.isEmpty()) {
      return Future.succeededFuture(NOBODY);
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
                    yield pass(credential.get(), known, reading);
                  }
                  case Identity.Anonymous _ -> NOBODY;
                  case Identity.Refused _ -> refused(session && reading);
                });
  }

  /** Admits the opening of a live feed. */
  public Future<Pass> admitFeed(HttpServerRequest request) {
    Optional<Credential> credential = limited(request);
    if (credential.isEmpty()) {
      crossSite.refuseForeign(request);
      return Future.succeededFuture(NOBODY);
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
                    ? pass(credential.get(), known, true)
                    : refused(false));
  }

  private Pass pass(Credential credential, Identity.Known known, boolean reading) {
    return new Pass(known, onEnd -> watch.join(credential, known, reading, onEnd));
  }

  /** Reads the credential and charges the request to it or, without one, to the address. */
  private Optional<Credential> limited(HttpServerRequest request) {
    Optional<Credential> credential = credentials.read(request);
    if (credential.isPresent() && !exchanges.knows(credential.get())) {
      limiter.chargeUnknown(request);
    }
    limiter.charge(request, credential.map(Credential::key));
    return credential;
  }

  /** A browser whose session ended still sees public pages; all others are told. */
  private static Pass refused(boolean asAnonymous) {
    if (asAnonymous) {
      return NOBODY;
    }
    throw ProblemException.of(
        ProblemType.UNAUTHENTICATED, "The credential is unknown, expired or revoked");
  }
}

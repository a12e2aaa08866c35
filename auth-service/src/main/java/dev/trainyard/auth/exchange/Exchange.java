package dev.trainyard.auth.exchange;

import dev.trainyard.auth.account.NoSession;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.exchange.CredentialQueries.Found;
import dev.trainyard.auth.key.AccessClaims;
import dev.trainyard.auth.key.AccessTokens;
import dev.trainyard.auth.key.AccessTokens.AccessToken;
import dev.trainyard.auth.secret.TokenFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Turns an opaque credential into a short-lived signed token. */
@ApplicationScoped
class Exchange {

  private final CredentialQueries credentials;
  private final LastUse lastUse;
  private final AccessTokens tokens;
  private final RootedSecrets secrets;
  private final Duration idle;
  private final Clock clock;

  Exchange(
      CredentialQueries credentials,
      LastUse lastUse,
      AccessTokens tokens,
      RootedSecrets secrets,
      AuthConfig config,
      Clock clock) {
    this.credentials = credentials;
    this.lastUse = lastUse;
    this.tokens = tokens;
    this.secrets = secrets;
    this.idle = config.sessions().idle();
    this.clock = clock;
  }

  /** The signed token, or 401 for everything that is not a live credential. */
  ExchangeResponse exchange(ExchangeRequest request) {
    Instant now = clock.instant();
    Found found = find(request, now).orElseThrow(NoSession::new);
    AccessClaims claims =
        found.holder().claims(found.kind(request.kind()), found.id(), found.reach(), null);
    AccessToken token = tokens.sign(claims, found.expiresAt());
    lastUse.note(request, found, now);
    return new ExchangeResponse(
        token.jwt(),
        token.expiresAt(),
        found.id(),
        request.kind(),
        claims.subject(),
        claims.name(),
        Reach.version(claims),
        request.kind() == CredentialKind.SESSION
            ? secrets.csrfToken(found.id(), found.csrfRoot())
            : null,
        found.networks());
  }

  private Optional<Found> find(ExchangeRequest request, Instant now) {
    String credential = request.credential();
    return switch (request.kind()) {
      case SESSION -> credentials.session(secrets.session(credential), now, now.minus(idle));
      case TOKEN ->
          TokenFormat.ACCESS.isWellFormed(credential)
              ? token(secrets.token(credential), now)
              : Optional.empty();
    };
  }

  /** Robots' secrets look like people's tokens, since the same clients send them. */
  private Optional<Found> token(byte[] hash, Instant now) {
    return credentials.token(hash, now).or(() -> credentials.robot(hash, now));
  }
}

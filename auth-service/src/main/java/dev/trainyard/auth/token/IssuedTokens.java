package dev.trainyard.auth.token;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.TokenFormat;
import dev.trainyard.auth.token.TokenEntity.NewToken;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Writes tokens of every origin. Only their keyed hash is stored. */
@ApplicationScoped
public class IssuedTokens {

  private static final int MOST_PER_ACCOUNT = 200;

  /** What still runs with a token that its client has renewed may finish. */
  private static final Duration SUPERSEDED_LIFE = Duration.ofHours(1);

  private final TokenRepository tokens;
  private final DerivedKeys keys;
  private final Clock clock;

  IssuedTokens(TokenRepository tokens, DerivedKeys keys, Clock clock) {
    this.tokens = tokens;
    this.keys = keys;
    this.clock = clock;
  }

  /** Throws 409 when an account has as many tokens as it may. */
  @Transactional(TxType.MANDATORY)
  public void requireRoom(UUID account) {
    if (tokens.count(account) >= MOST_PER_ACCOUNT) {
      throw ProblemException.conflict(
          "An account has at most %d tokens; revoke one first".formatted(MOST_PER_ACCOUNT));
    }
  }

  @Transactional(TxType.MANDATORY)
  TokenResponse personal(UUID account, CreateTokenRequest request, Bounds bounds) {
    Duration life = Duration.ofDays(request.expiresInDays());
    String secret = TokenFormat.ACCESS.generate();
    return issue(
            account,
            secret,
            new NewToken(
                request.name().strip(),
                TokenFormat.ACCESS.hint(secret),
                bounds.scopes(),
                false,
                null,
                bounds.only(),
                bounds.networks(),
                clock.instant().plus(life)))
        .toResponse(secret);
  }

  @Transactional(TxType.MANDATORY)
  OperatorToken operator(UUID account, String accountName, Duration life) {
    String secret = TokenFormat.ACCESS.generate();
    Instant end = clock.instant().plus(life);
    issue(
        account,
        secret,
        new NewToken(
            "operator",
            TokenFormat.ACCESS.hint(secret),
            List.of(Scopes.ADMIN, Scopes.WRITE),
            true,
            null,
            List.of(),
            List.of(),
            end));
    return new OperatorToken(secret, end, accountName);
  }

  /** Writes a client's new token, and lets the ones before it end within the hour. */
  @Transactional(TxType.MANDATORY)
  public void granted(GrantedToken token) {
    Instant now = clock.instant();
    tokens.supersede(token.grantId(), now, now.plus(SUPERSEDED_LIFE));
    issue(
        token.account(),
        token.secret(),
        new NewToken(
            token.name(),
            TokenFormat.ACCESS.hint(token.secret()),
            List.of(token.scope().text()),
            false,
            token.grantId(),
            List.of(),
            List.of(),
            token.expiresAt()));
  }

  /** The grant that an access token was issued for; empty for one that a person made. */
  @Transactional(TxType.MANDATORY)
  public Optional<UUID> grantOf(String secret) {
    return tokens
        .find("secretHash in ?1", keys.hashes(PersonalTokens.PURPOSE, secret))
        .firstResultOptional()
        .flatMap(TokenEntity::grantId);
  }

  private TokenEntity issue(UUID account, String secret, NewToken token) {
    var entity =
        new TokenEntity(account, keys.hash(PersonalTokens.PURPOSE, secret), token, clock.instant());
    tokens.persist(entity);
    return entity;
  }

  /** What bounds a token, checked. */
  record Bounds(List<String> scopes, List<String> only, List<String> networks) {

    Bounds {
      scopes = List.copyOf(scopes);
      only = List.copyOf(only);
      networks = List.copyOf(networks);
    }
  }

  /** An access token of a client that an account has granted something. */
  public record GrantedToken(
      UUID account, UUID grantId, String name, TokenScope scope, String secret, Instant expiresAt) {

    /** Keeps the secret out of every log. */
    @Override
    public String toString() {
      return "GrantedToken[" + grantId + "]";
    }
  }
}

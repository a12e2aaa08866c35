package dev.trainyard.auth.oauth;

import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.TokenFormat;
import dev.trainyard.auth.token.IssuedTokens;
import dev.trainyard.auth.token.IssuedTokens.GrantedToken;
import dev.trainyard.auth.token.TokenScope;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The line of tokens of a grant. Each pair is derived from the refresh token before it, with a key
 * of the server: whoever repeats a renewal whose answer was lost gets the very same pair, so the
 * line never branches, and neither the database nor the key alone tells what comes next. Callers
 * hold the grant's lock.
 */
@ApplicationScoped
class TokenLines {

  /** Clients renew on every start once less than a day is left, so this is not short. */
  static final Duration ACCESS_LIFE = Duration.ofDays(30);

  /** However often it is renewed, a grant ends, and a person has to sign in again. */
  static final Duration GRANT_LIFE = Duration.ofDays(90);

  /** Within this time a repeat is taken for a lost answer. */
  static final Duration GRACE = Duration.ofSeconds(10);

  private static final int MOST_RENEWALS = 1000;
  private static final String REFRESH_PURPOSE = "refresh-token";

  private final GrantRepository grants;
  private final EntityManager database;
  private final IssuedTokens tokens;
  private final DerivedKeys keys;
  private final Clock clock;

  TokenLines(
      GrantRepository grants,
      EntityManager database,
      IssuedTokens tokens,
      DerivedKeys keys,
      Clock clock) {
    this.grants = grants;
    this.database = database;
    this.tokens = tokens;
    this.keys = keys;
    this.clock = clock;
  }

  @Transactional(TxType.MANDATORY)
  GrantEntity grant(UUID account, OAuthClient client, TokenScope scope) {
    Instant now = clock.instant();
    var grant = new GrantEntity(account, client, scope, now, now.plus(GRANT_LIFE));
    grants.persistAndFlush(grant);
    return grant;
  }

  /** The first pair of a grant. */
  @Transactional(TxType.MANDATORY)
  TokenPair first(GrantEntity grant) {
    return write(grant, successor(grant, TokenFormat.REFRESH.generate(), clock.instant()));
  }

  @Transactional(TxType.MANDATORY)
  Renewal renew(GrantEntity grant, String refreshToken, String fingerprint) {
    Instant now = clock.instant();
    byte[] by = keys.hash("refresh-client", fingerprint);
    Optional<RefreshTokenEntity> found =
        grants.refreshToken(keys.hashes(REFRESH_PURPOSE, refreshToken));
    if (found.isEmpty() || !now.isBefore(grant.expiresAt())) {
      return new Renewal.Over();
    }
    RefreshTokenEntity used = found.get();
    if (used.isUsed()) {
      return used.isRepeat(now, by, GRACE)
          ? new Renewal.Repeated(successor(grant, refreshToken, used.usedAt()))
          : new Renewal.Reused();
    }
    if (!grant.renew(MOST_RENEWALS)) {
      return new Renewal.Over();
    }
    used.use(now, by);
    return new Renewal.Renewed(write(grant, successor(grant, refreshToken, now)));
  }

  /** The grant that a token of either kind, used or not, belongs to. */
  @Transactional(TxType.MANDATORY)
  Optional<UUID> grantOf(String token) {
    return grants
        .ofRefreshToken(keys.hashes(REFRESH_PURPOSE, token))
        .or(() -> tokens.grantOf(token));
  }

  private TokenPair successor(GrantEntity grant, String refreshToken, Instant at) {
    Instant full = at.plus(ACCESS_LIFE);
    return new TokenPair(
        TokenFormat.ACCESS.of(keys.hash("successor-access", refreshToken)),
        TokenFormat.REFRESH.of(keys.hash("successor-refresh", refreshToken)),
        grant.scope(),
        full.isBefore(grant.expiresAt()) ? full : grant.expiresAt());
  }

  private TokenPair write(GrantEntity grant, TokenPair pair) {
    database.persist(
        new RefreshTokenEntity(
            keys.hash(REFRESH_PURPOSE, pair.refresh()), grant.id(), clock.instant()));
    tokens.granted(
        new GrantedToken(
            grant.accountId(),
            grant.id(),
            grant.client().displayName(),
            pair.scope(),
            pair.access(),
            pair.expiresAt()));
    return pair;
  }

  /** What becomes of a refresh token that a client presents. */
  sealed interface Renewal {

    /** It was used, for these. */
    record Renewed(TokenPair tokens) implements Renewal {}

    /** The same client used it moments ago, for the same. */
    record Repeated(TokenPair tokens) implements Renewal {}

    /** It was used before, by somebody else or long ago. */
    record Reused() implements Renewal {}

    /** The grant has come to its end. */
    record Over() implements Renewal {}
  }
}

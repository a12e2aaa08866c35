package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.leak.RevocableSecrets;
import dev.trainyard.auth.leak.TokenLeaked;
import dev.trainyard.auth.secret.TokenFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** Lets whoever holds an access token end it, with all that a client was granted with it. */
@ApplicationScoped
class LeakedAccessTokens implements RevocableSecrets {

  private final TokenRepository tokens;
  private final PersonalTokens endings;
  private final Accounts accounts;
  private final DerivedKeys keys;

  LeakedAccessTokens(
      TokenRepository tokens, PersonalTokens endings, Accounts accounts, DerivedKeys keys) {
    this.tokens = tokens;
    this.endings = endings;
    this.accounts = accounts;
    this.keys = keys;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public Optional<TokenLeaked> revoke(String secret) {
    return TokenFormat.ACCESS.isWellFormed(secret)
        ? tokens
            .find("secretHash in ?1", keys.hashes(PersonalTokens.PURPOSE, secret))
            .firstResultOptional()
            .map(this::end)
        : Optional.empty();
  }

  private TokenLeaked end(TokenEntity token) {
    Account owner = accounts.byId(token.accountId()).orElseThrow();
    endings.end(token);
    return new TokenLeaked(owner.id(), owner.name(), token.id(), token.name());
  }
}

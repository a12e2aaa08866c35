package dev.trainyard.auth.oauth;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.leak.RevocableSecrets;
import dev.trainyard.auth.leak.TokenLeaked;
import dev.trainyard.auth.secret.TokenFormat;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Optional;

/** Lets whoever holds a refresh token, used or not, end all that its client was granted. */
@ApplicationScoped
class LeakedRefreshTokens implements RevocableSecrets {

  private final TokenLines lines;
  private final GrantRepository grants;
  private final Accounts accounts;

  LeakedRefreshTokens(TokenLines lines, GrantRepository grants, Accounts accounts) {
    this.lines = lines;
    this.grants = grants;
    this.accounts = accounts;
  }

  @Override
  @Transactional(TxType.MANDATORY)
  public Optional<TokenLeaked> revoke(String secret) {
    return TokenFormat.REFRESH.isWellFormed(secret)
        ? lines.grantOf(secret).flatMap(grants::locked).map(this::end)
        : Optional.empty();
  }

  private TokenLeaked end(GrantEntity grant) {
    Account owner = accounts.byId(grant.accountId()).orElseThrow();
    grants.delete(grant);
    return new TokenLeaked(owner.id(), owner.name(), grant.id(), grant.client().displayName());
  }
}

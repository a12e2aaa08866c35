package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.Actor;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.audit.AuditLog;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.TokenFormat;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.token.TokenEntity.NewToken;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes, lists and revokes the tokens that clients other than browsers use. */
@ApplicationScoped
public class PersonalTokens {

  /** Purpose under which a token is hashed. */
  public static final String PURPOSE = "token";

  private static final int MOST_PER_ACCOUNT = 200;
  private static final Duration OPERATOR_LIFE = Duration.ofHours(1);

  private final TokenRepository tokens;
  private final Sessions sessions;
  private final Accounts accounts;
  private final AuditLog audit;
  private final DerivedKeys keys;
  private final Clock clock;

  PersonalTokens(
      TokenRepository tokens,
      Sessions sessions,
      Accounts accounts,
      AuditLog audit,
      DerivedKeys keys,
      Clock clock) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.accounts = accounts;
    this.audit = audit;
    this.keys = keys;
    this.clock = clock;
  }

  @Transactional
  TokenResponse create(Caller caller, CreateTokenRequest request) {
    Account account = sessions.requireForCredentials(caller).account();
    if (tokens.count("accountId", account.id()) >= MOST_PER_ACCOUNT) {
      throw ProblemException.conflict(
          "An account has at most %d tokens; revoke one first".formatted(MOST_PER_ACCOUNT));
    }
    String secret = TokenFormat.generate();
    Instant now = clock.instant();
    var token =
        new TokenEntity(
            account.id(),
            keys.hash(PURPOSE, secret),
            new NewToken(
                request.name().strip(),
                TokenFormat.hint(secret),
                request.scope() == TokenScope.WRITE,
                false,
                now.plus(Duration.ofDays(request.expiresInDays()))),
            now);
    tokens.persist(token);
    audit.success(
        Actor.of(caller),
        AuditAction.TOKEN_CREATE,
        token.id(),
        Map.of("scope", request.scope().text()));
    return token.toResponse(secret);
  }

  @Transactional
  Page<TokenResponse> list(Caller caller, Cursor cursor, int limit) {
    Account account = accounts.require(caller);
    return Page.of(
        tokens.listAfter(account.id(), cursor, limit + 1),
        limit,
        token -> token.toResponse(null),
        token -> Cursor.of(token.createdAt(), token.id()));
  }

  /** The token with which the caller came; empty for other credentials. */
  @Transactional
  public Optional<TokenResponse> find(Caller caller) {
    return caller
        .credentialId()
        .flatMap(tokens::findByIdOptional)
        .map(token -> token.toResponse(null));
  }

  @Transactional
  void revoke(Caller caller, UUID id) {
    Account account = accounts.require(caller);
    if (tokens.delete("id = ?1 and accountId = ?2", id, account.id()) == 0) {
      throw ProblemException.notFound("Token", id);
    }
    audit.success(Actor.of(caller), AuditAction.TOKEN_REVOKE, id, Map.of());
  }

  /**
   * A token for the operator of the machine.
   *
   * @param user whose rights it has; without one the first administrator's, or the built-in
   *     operator's where there is none
   */
  @Transactional
  OperatorToken forOperator(String client, Optional<String> user) {
    Account account =
        user.isPresent()
            ? accounts
                .byName(user.get())
                .filter(Account::active)
                .orElseThrow(() -> ProblemException.notFound("User", user.get()))
            : accounts.firstAdministrator().orElseGet(accounts::operator);
    String secret = TokenFormat.generate();
    Instant now = clock.instant();
    Instant end = now.plus(OPERATOR_LIFE);
    tokens.persist(
        new TokenEntity(
            account.id(),
            keys.hash(PURPOSE, secret),
            new NewToken("operator", TokenFormat.hint(secret), true, true, end),
            now));
    audit.success(
        Actor.service(client), AuditAction.OPERATOR_TOKEN_CREATE, account.name(), Map.of());
    return new OperatorToken(secret, end, account.name());
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    tokens.delete("accountId", event.accountId());
  }
}

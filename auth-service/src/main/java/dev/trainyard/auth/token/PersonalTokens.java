package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Makes, lists and revokes the tokens that clients other than browsers use. */
@ApplicationScoped
public class PersonalTokens {

  /** Purpose under which a token is hashed. */
  public static final String PURPOSE = "token";

  private final TokenRepository tokens;
  private final Sessions sessions;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final Event<GrantEnded> grantEnded;
  private final IssuedTokens issued;

  PersonalTokens(
      TokenRepository tokens,
      Sessions sessions,
      Accounts accounts,
      AuditTrail audit,
      Event<GrantEnded> grantEnded,
      IssuedTokens issued) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.accounts = accounts;
    this.audit = audit;
    this.grantEnded = grantEnded;
    this.issued = issued;
  }

  @Transactional
  TokenResponse create(Caller caller, CreateTokenRequest request) {
    Account account = sessions.requireForCredentials(caller).account();
    issued.requireRoom(account.id());
    TokenResponse token = issued.personal(account.id(), request);
    audit.success(
        Actor.of(caller),
        AuditAction.TOKEN_CREATE,
        token.id(),
        Map.of("scope", request.scope().text()));
    return token;
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
    TokenEntity token =
        tokens
            .find("id = ?1 and accountId = ?2", id, account.id())
            .firstResultOptional()
            .orElseThrow(() -> ProblemException.notFound("Token", id));
    // The grant's own end takes its tokens along.
    token
        .grantId()
        .ifPresentOrElse(
            grant -> grantEnded.fire(new GrantEnded(grant)), () -> tokens.delete(token));
    audit.success(Actor.of(caller), AuditAction.TOKEN_REVOKE, id, Map.of());
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    tokens.delete("accountId", event.accountId());
  }
}

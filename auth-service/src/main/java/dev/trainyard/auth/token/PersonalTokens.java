package dev.trainyard.auth.token;

import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
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
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Lists and revokes the tokens that clients other than browsers use. */
@ApplicationScoped
public class PersonalTokens {

  /** Purpose under which a token is hashed. */
  public static final String PURPOSE = "token";

  private final TokenRepository tokens;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final Event<GrantEnded> grantEnded;

  PersonalTokens(
      TokenRepository tokens, Accounts accounts, AuditTrail audit, Event<GrantEnded> grantEnded) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.audit = audit;
    this.grantEnded = grantEnded;
  }

  @Transactional
  Page<TokenResponse> list(Caller caller, Cursor cursor, int limit) {
    return page(accounts.require(caller).id(), cursor, limit);
  }

  /** Tokens of an account, newest first, without those that a client has renewed. */
  @Transactional(TxType.MANDATORY)
  Page<TokenResponse> page(UUID account, Cursor cursor, int limit) {
    return Page.of(
        tokens.listAfter(account, cursor, limit + 1),
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
    end(require(accounts.require(caller).id(), id));
    audit.success(Actor.of(caller), AuditAction.TOKEN_REVOKE, id, Map.of());
  }

  /** The account's token, or 404. */
  @Transactional(TxType.MANDATORY)
  TokenEntity require(UUID account, UUID id) {
    return tokens
        .find("id = ?1 and accountId = ?2", id, account)
        .firstResultOptional()
        .orElseThrow(() -> ProblemException.notFound("Token", id));
  }

  /** Ends a token; the end of a client's grant takes its tokens along. */
  @Transactional(TxType.MANDATORY)
  void end(TokenEntity token) {
    token
        .grantId()
        .ifPresentOrElse(
            grant -> grantEnded.fire(new GrantEnded(grant)), () -> tokens.delete(token));
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    tokens.delete("accountId", event.accountId());
  }
}

package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** Other people's tokens, for administrators: seen, never used, and ended. */
@ApplicationScoped
class UserTokens {

  private final PersonalTokens tokens;
  private final Accounts accounts;
  private final AuditTrail audit;

  UserTokens(PersonalTokens tokens, Accounts accounts, AuditTrail audit) {
    this.tokens = tokens;
    this.accounts = accounts;
    this.audit = audit;
  }

  @Transactional
  Page<TokenResponse> list(Caller caller, String name, Cursor cursor, int limit) {
    return tokens.page(owner(caller, name).id(), cursor, limit);
  }

  @Transactional
  void revoke(Caller caller, String name, UUID id) {
    Account owner = owner(caller, name);
    tokens.end(tokens.require(owner.id(), id));
    audit.success(Actor.of(caller), AuditAction.TOKEN_REVOKE, id, Map.of("owner", owner.name()));
  }

  private Account owner(Caller caller, String name) {
    if (!accounts.isAdministrator(caller)) {
      throw ProblemException.forbidden("This needs the platform role admin");
    }
    return accounts.byName(name).orElseThrow(() -> ProblemException.notFound("User", name));
  }
}

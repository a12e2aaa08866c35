package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.auth.token.IssuedTokens.Bounds;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Makes personal tokens, for people with a session alone. */
@ApplicationScoped
class TokenCreation {

  private final Sessions sessions;
  private final Organisations organisations;
  private final IssuedTokens issued;
  private final AuditTrail audit;
  private final StepUp stepUp;

  TokenCreation(
      Sessions sessions,
      Organisations organisations,
      IssuedTokens issued,
      AuditTrail audit,
      StepUp stepUp) {
    this.sessions = sessions;
    this.organisations = organisations;
    this.issued = issued;
    this.audit = audit;
    this.stepUp = stepUp;
  }

  /** The account of a caller who may make tokens for it. */
  @Transactional
  Account requireMaker(Caller caller) {
    Account account = sessions.requireForCredentials(caller).account();
    stepUp.require(caller);
    return account;
  }

  @Transactional
  TokenResponse create(Caller caller, CreateTokenRequest request) {
    Account account = requireMaker(caller);
    issued.requireRoom(account.id());
    TokenResponse token = issued.personal(account.id(), request, bounds(account, request));
    audit.success(
        Actor.of(caller),
        AuditAction.TOKEN_CREATE,
        token.id(),
        Map.of("scope", String.join(" ", token.scopes())));
    return token;
  }

  private Bounds bounds(Account account, CreateTokenRequest request) {
    Set<String> namespaces = new HashSet<>(Set.of(account.name()));
    organisations.of(account.id()).forEach(organisation -> namespaces.add(organisation.name()));
    return new Bounds(
        TokenRules.scopes(request.wanted(), account.roles().size() > 1),
        TokenRules.places(request.only(), namespaces),
        TokenRules.networks(request.networks()));
  }
}

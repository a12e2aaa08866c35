package dev.trainyard.auth.account;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What administrators do with all accounts. */
@ApplicationScoped
class UserService {

  private static final Set<String> GRANTABLE = Set.of("user", Caller.ADMIN, Caller.AUDITOR);

  private final AccountRepository accounts;
  private final Accounts rights;
  private final AccountStates states;
  private final Fences fences;
  private final AuditTrail audit;
  private final StepUp stepUp;

  UserService(
      AccountRepository accounts,
      Accounts rights,
      AccountStates states,
      Fences fences,
      AuditTrail audit,
      StepUp stepUp) {
    this.accounts = accounts;
    this.rights = rights;
    this.states = states;
    this.fences = fences;
    this.audit = audit;
    this.stepUp = stepUp;
  }

  @Transactional
  Page<Account> list(Caller caller, String search, Cursor cursor, int limit) {
    requireAdministrator(caller);
    String after = cursor == null ? "" : cursor.text(0);
    return Page.of(
        accounts.listAfter(search, after, limit + 1),
        limit,
        AccountEntity::toAccount,
        account -> Cursor.of(account.name()));
  }

  @Transactional
  Account deactivate(Caller caller, String name) {
    requireAdministrator(caller);
    fences.administrators();
    AccountEntity account = locked(name);
    if (states.deactivate(account)) {
      audit.success(Actor.of(caller), AuditAction.ACCOUNT_DEACTIVATE, name, Map.of());
    }
    return account.toAccount();
  }

  @Transactional
  Account activate(Caller caller, String name) {
    requireAdministrator(caller);
    AccountEntity account = locked(name);
    if (states.activate(account)) {
      audit.success(Actor.of(caller), AuditAction.ACCOUNT_ACTIVATE, name, Map.of());
    }
    return account.toAccount();
  }

  /** Sets the platform roles; the last administrator who is a person keeps the role. */
  @Transactional
  Account setRoles(Caller caller, String name, Set<String> roles) {
    requireAdministrator(caller);
    if (!GRANTABLE.containsAll(roles)) {
      throw ProblemException.invalid("roles", "may hold user, admin and auditor");
    }
    stepUp.require(caller);
    fences.administrators();
    AccountEntity account = locked(name);
    if (!roles.contains(Caller.ADMIN)) {
      states.requireAnotherAdministrator(account);
    }
    account.roles(roles);
    audit.success(
        Actor.of(caller),
        AuditAction.ACCOUNT_ROLES,
        name,
        Map.of("roles", String.join(" ", new TreeSet<>(roles))));
    return account.toAccount();
  }

  private void requireAdministrator(Caller caller) {
    if (!rights.isAdministrator(caller)) {
      throw ProblemException.forbidden("This needs the platform role admin");
    }
  }

  private AccountEntity locked(String name) {
    return accounts
        .locked(find(name).id())
        .orElseThrow(() -> ProblemException.notFound("User", name));
  }

  private AccountEntity find(String name) {
    return (Names.isValid(name) ? accounts.byName(name) : Optional.<AccountEntity>empty())
        .orElseThrow(() -> ProblemException.notFound("User", name));
  }
}

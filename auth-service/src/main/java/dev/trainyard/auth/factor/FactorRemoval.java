package dev.trainyard.auth.factor;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Takes second factors away: the own one, or another's whose app and codes are lost. */
@ApplicationScoped
class FactorRemoval {

  private final Authenticators authenticators;
  private final RecoveryCodes recoveryCodes;
  private final Accounts accounts;
  private final StepUp stepUp;
  private final AuditTrail audit;
  private final Event<FactorRemoved> removed;

  FactorRemoval(
      Authenticators authenticators,
      RecoveryCodes recoveryCodes,
      Accounts accounts,
      StepUp stepUp,
      AuditTrail audit,
      Event<FactorRemoved> removed) {
    this.authenticators = authenticators;
    this.recoveryCodes = recoveryCodes;
    this.accounts = accounts;
    this.stepUp = stepUp;
    this.audit = audit;
    this.removed = removed;
  }

  @Transactional
  void removeOwn(Caller caller) {
    stepUp.require(caller);
    remove(caller, accounts.require(caller));
  }

  /** An administrator helps somebody who lost app and codes; the password stays needed. */
  @Transactional
  void removeOf(Caller caller, String name) {
    if (!accounts.isAdministrator(caller)) {
      throw ProblemException.forbidden("This needs the platform role admin");
    }
    stepUp.require(caller);
    remove(
        caller, accounts.byName(name).orElseThrow(() -> ProblemException.notFound("User", name)));
  }

  private void remove(Caller caller, Account account) {
    recoveryCodes.remove(account.id());
    if (authenticators.remove(account.id())) {
      removed.fire(new FactorRemoved(account.id()));
      audit.success(Actor.of(caller), AuditAction.FACTOR_REMOVE, account.name(), Map.of());
    }
  }
}

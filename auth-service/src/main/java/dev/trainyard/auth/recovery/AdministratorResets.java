package dev.trainyard.auth.recovery;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;

/** Resets that an administrator starts and never sees. */
@ApplicationScoped
class AdministratorResets {

  private final Accounts accounts;
  private final ResetLetters letters;
  private final StepUp stepUp;
  private final AuditTrail audit;

  AdministratorResets(Accounts accounts, ResetLetters letters, StepUp stepUp, AuditTrail audit) {
    this.accounts = accounts;
    this.letters = letters;
    this.stepUp = stepUp;
    this.audit = audit;
  }

  /** Throws unless the caller is an administrator who has just proved to be there. */
  @Transactional
  void requireAdministrator(Caller caller) {
    if (!accounts.isAdministrator(caller)) {
      throw ProblemException.forbidden("This needs the platform role admin");
    }
    stepUp.require(caller);
  }

  @Transactional
  void send(Caller caller, String name) {
    requireAdministrator(caller);
    Account account =
        accounts.byName(name).orElseThrow(() -> ProblemException.notFound("User", name));
    letters.requireMail();
    if (!letters.send(account)) {
      throw ProblemException.conflict("No mail can reach the account " + name);
    }
    audit.success(Actor.of(caller), AuditAction.PASSWORD_RESET_SEND, name, Map.of());
  }
}

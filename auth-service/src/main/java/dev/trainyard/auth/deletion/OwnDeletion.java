package dev.trainyard.auth.deletion;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountStates;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.organisation.SoleOwners;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** Has the own account deleted: it is switched off at once, and erased when its time has come. */
@ApplicationScoped
class OwnDeletion {

  private final Accounts accounts;
  private final AccountStates states;
  private final SoleOwners owners;
  private final StepUp stepUp;
  private final DeletionLetters letters;
  private final AuditTrail audit;

  OwnDeletion(
      Accounts accounts,
      AccountStates states,
      SoleOwners owners,
      StepUp stepUp,
      DeletionLetters letters,
      AuditTrail audit) {
    this.accounts = accounts;
    this.states = states;
    this.owners = owners;
    this.stepUp = stepUp;
    this.letters = letters;
    this.audit = audit;
  }

  @Transactional
  DeletionResponse ask(Caller caller, String name) {
    Account account = accounts.require(caller);
    stepUp.require(caller);
    if (!account.name().equals(name)) {
      throw ProblemException.invalid("name", "must be your own name");
    }
    Account waiting = states.awaitDeletion(account.id());
    requireNoneIsLeftAlone(account);
    audit.success(
        Accounts.actor(account),
        AuditAction.ACCOUNT_DELETE,
        name,
        Map.of("effectiveAt", waiting.deletionAt().toString()));
    letters.asked(waiting);
    return new DeletionResponse(waiting.deletionAt());
  }

  private void requireNoneIsLeftAlone(Account account) {
    List<String> alone = owners.organisationsOf(account.id());
    if (!alone.isEmpty()) {
      throw ProblemException.conflict(
          "You are the only owner of %s; give each another owner first"
              .formatted(String.join(", ", alone)));
    }
  }
}

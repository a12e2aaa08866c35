package dev.trainyard.auth.account;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/** What people see of their own account, and what they change about it. */
@ApplicationScoped
class OwnAccounts {

  private final Accounts accounts;
  private final AccountRepository entities;
  private final FactorDemands demands;
  private final EmailAddresses emailAddresses;
  private final StepUp stepUp;
  private final AuditTrail audit;

  OwnAccounts(
      Accounts accounts,
      AccountRepository entities,
      FactorDemands demands,
      EmailAddresses emailAddresses,
      StepUp stepUp,
      AuditTrail audit) {
    this.accounts = accounts;
    this.entities = entities;
    this.demands = demands;
    this.emailAddresses = emailAddresses;
    this.stepUp = stepUp;
    this.audit = audit;
  }

  @Transactional
  OwnAccount of(Caller caller) {
    Account account = accounts.require(caller);
    boolean enrolled = demands.isEnrolled(account.id());
    return OwnAccount.of(account, enrolled, enrolled ? List.of() : demands.unmet(account));
  }

  /** Another address counts once it has been confirmed, where the platform sends mail. */
  @Transactional
  Account update(Caller caller, UpdateProfileRequest request) {
    AccountEntity account = entities.findById(accounts.require(caller).id());
    if (request.displayName() != null) {
      account.displayName(Profile.displayName(request.displayName()));
    }
    if (request.email() != null) {
      stepUp.require(caller);
      emailAddresses.change(account, Profile.email(request.email()));
    }
    entities.flushEmail();
    audit.success(Actor.of(caller), AuditAction.ACCOUNT_UPDATE, account.name(), Map.of());
    return account.toAccount();
  }
}

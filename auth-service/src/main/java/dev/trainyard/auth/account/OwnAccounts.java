package dev.trainyard.auth.account;

import dev.trainyard.commons.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/** Shows people their own account. */
@ApplicationScoped
class OwnAccounts {

  private final Accounts accounts;
  private final FactorDemands demands;

  OwnAccounts(Accounts accounts, FactorDemands demands) {
    this.accounts = accounts;
    this.demands = demands;
  }

  @Transactional
  OwnAccount of(Caller caller) {
    Account account = accounts.require(caller);
    boolean enrolled = demands.isEnrolled(account.id());
    return OwnAccount.of(account, enrolled, enrolled ? List.of() : demands.unmet(account));
  }
}

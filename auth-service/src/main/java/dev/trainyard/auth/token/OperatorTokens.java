package dev.trainyard.auth.token;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Makes the tokens with which the launcher serves the operator of the machine. */
@ApplicationScoped
class OperatorTokens {

  private static final Duration LIFE = Duration.ofHours(1);

  private final Accounts accounts;
  private final IssuedTokens issued;
  private final AuditTrail audit;

  OperatorTokens(Accounts accounts, IssuedTokens issued, AuditTrail audit) {
    this.accounts = accounts;
    this.issued = issued;
    this.audit = audit;
  }

  /**
   * A token for the operator of the machine.
   *
   * @param user whose rights it has; without one the first administrator's, or the built-in
   *     operator's where there is none
   */
  @Transactional
  OperatorToken create(String client, Optional<String> user) {
    Account account =
        user.isPresent()
            ? accounts
                .byName(user.get())
                .filter(Account::active)
                .orElseThrow(() -> ProblemException.notFound("User", user.get()))
            : accounts.firstAdministrator().orElseGet(accounts::operator);
    OperatorToken token = issued.operator(account.id(), account.name(), LIFE);
    audit.success(
        Actor.service(client), AuditAction.OPERATOR_TOKEN_CREATE, account.name(), Map.of());
    return token;
  }
}

package dev.trainyard.auth.deletion;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountStates;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Takes deletions back that have not happened yet. What ended with them stays ended. */
@ApplicationScoped
public class Restorations {

  private final AccountLinks links;
  private final AccountStates states;
  private final AuditTrail audit;

  Restorations(AccountLinks links, AccountStates states, AuditTrail audit) {
    this.links = links;
    this.states = states;
    this.audit = audit;
  }

  /** By the link in the mail, which opens no session. */
  @Transactional
  void byLink(String token) {
    Optional<Account> restored =
        links.use(LinkPurpose.RESTORE, token).flatMap(link -> restore(link.account(), "link"));
    if (restored.isEmpty()) {
      throw AccountLinks.gone();
    }
  }

  /** By whoever has just proved to be the owner; empty when there is nothing to take back. */
  @Transactional(TxType.MANDATORY)
  public Optional<Account> bySignIn(UUID account) {
    return restore(account, "sign-in");
  }

  /** By whoever takes a change of address back; nothing happens where nothing waits. */
  @Transactional(TxType.MANDATORY)
  public void byAddressOfBefore(UUID account) {
    restore(account, "address");
  }

  private Optional<Account> restore(UUID id, String way) {
    Optional<Account> restored = states.restore(id);
    restored.ifPresent(
        account ->
            audit.success(
                Accounts.actor(account),
                AuditAction.ACCOUNT_RESTORE,
                account.name(),
                Map.of("way", way)));
    return restored;
  }
}

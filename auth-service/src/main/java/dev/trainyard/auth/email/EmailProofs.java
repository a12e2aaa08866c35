package dev.trainyard.auth.email;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountCreated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.EmailChangeAsked;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.deletion.Restorations;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.AccountLinks.Link;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Addresses prove by a link that mail to them arrives: the one that an account has, and one that it
 * wants. The address of before can take a change back, since whoever stole a session would change
 * the address first.
 */
@ApplicationScoped
class EmailProofs {

  private final Accounts accounts;
  private final AccountLinks links;
  private final EmailLetters letters;
  private final Sessions sessions;
  private final Restorations restorations;
  private final AuditTrail audit;

  EmailProofs(
      Accounts accounts,
      AccountLinks links,
      EmailLetters letters,
      Sessions sessions,
      Restorations restorations,
      AuditTrail audit) {
    this.accounts = accounts;
    this.links = links;
    this.letters = letters;
    this.sessions = sessions;
    this.restorations = restorations;
    this.audit = audit;
  }

  void onCreated(@Observes AccountCreated event) {
    if (!event.account().emailVerified()) {
      letters.verify(event.account());
    }
  }

  void onChangeAsked(@Observes EmailChangeAsked event) {
    letters.change(event.account(), event.email());
  }

  /** Sends another link to the own address, which voids the one before. */
  @Transactional
  void sendAgain(Caller caller) {
    Account account = accounts.require(caller);
    if (account.emailVerified()) {
      throw ProblemException.conflict("The address is confirmed already");
    }
    if (!letters.verify(account)) {
      throw ProblemException.conflict("No mail can reach the address from this platform");
    }
  }

  /** Confirms the address that the link went to, as the present or as the new one. */
  @Transactional
  void confirm(String token) {
    Optional<Link> present = links.use(LinkPurpose.VERIFY, token);
    if (present.isPresent()) {
      Account account = owner(present);
      if (!present.get().email().equals(account.email())) {
        throw AccountLinks.gone();
      }
      accounts.verifiedEmail(account.id(), account.email());
      audit.success(Accounts.actor(account), AuditAction.EMAIL_VERIFY, account.name(), Map.of());
      return;
    }
    Optional<Link> wanted = links.use(LinkPurpose.CHANGE, token);
    Account account = owner(wanted);
    replace(account, wanted.orElseThrow().email());
    letters.changed(account, account.email());
    audit.success(Accounts.actor(account), AuditAction.EMAIL_CHANGE, account.name(), Map.of());
  }

  /**
   * Gives the account the address of before back, and ends every session. Who wants that did not
   * ask for a deletion either: an account that waits for it stays. Addresses that the account had
   * only after this one cannot come back.
   */
  @Transactional
  void restore(String token) {
    Optional<Link> before = links.use(LinkPurpose.UNDO, token);
    Account account =
        before.flatMap(link -> accounts.admitted(link.account())).orElseThrow(AccountLinks::gone);
    replace(account, before.orElseThrow().email());
    links.endSince(LinkPurpose.UNDO, account.id(), before.orElseThrow().issuedAt());
    restorations.byAddressOfBefore(account.id());
    Account back = owner(before);
    sessions.endAll(back);
    audit.success(Accounts.actor(back), AuditAction.EMAIL_RESTORE, back.name(), Map.of());
  }

  /** Links to the address of before are worth nothing from now on. */
  private void replace(Account account, String email) {
    List.of(LinkPurpose.VERIFY, LinkPurpose.CHANGE, LinkPurpose.RESET)
        .forEach(purpose -> links.end(purpose, account.id()));
    accounts.verifiedEmail(account.id(), email);
  }

  private Account owner(Optional<Link> link) {
    return link.flatMap(valid -> accounts.byId(valid.account()))
        .filter(Account::active)
        .orElseThrow(AccountLinks::gone);
  }
}

package dev.trainyard.auth.recovery;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.link.AccountLinks;
import dev.trainyard.auth.link.AccountLinks.Link;
import dev.trainyard.auth.link.LinkPurpose;
import dev.trainyard.auth.password.NewPasswords;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;

/**
 * Sets a new password by a mailed link. It ends every session and every other link, and opens none:
 * the sign-in that follows asks for the second factor as any other.
 */
@ApplicationScoped
class PasswordReset {

  private final AccountLinks links;
  private final Accounts accounts;
  private final NewPasswords passwords;
  private final Sessions sessions;
  private final AuditTrail audit;

  PasswordReset(
      AccountLinks links,
      Accounts accounts,
      NewPasswords passwords,
      Sessions sessions,
      AuditTrail audit) {
    this.links = links;
    this.accounts = accounts;
    this.passwords = passwords;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** Throws 410 for a link that does not work, before anything is hashed for it. */
  void complete(String token, String password) {
    Account account = owner(links.find(LinkPurpose.RESET, token));
    String hash = passwords.accept("password", password, account.name(), account.email());
    QuarkusTransaction.requiringNew().run(() -> store(token, hash));
  }

  private void store(String token, String hash) {
    Account account = owner(links.use(LinkPurpose.RESET, token));
    links.end(LinkPurpose.RESET, account.id());
    accounts.newPassword(account.id(), hash);
    accounts.verifiedEmail(account.id(), account.email());
    sessions.endAll(account);
    audit.success(Accounts.actor(account), AuditAction.PASSWORD_RESET, account.name(), Map.of());
  }

  /** A link to an address that is not the account's any more does not work. */
  private Account owner(Optional<Link> link) {
    return link.flatMap(
            valid ->
                accounts
                    .byId(valid.account())
                    .filter(Account::active)
                    .filter(account -> valid.email().equals(account.email())))
        .orElseThrow(AccountLinks::gone);
  }
}

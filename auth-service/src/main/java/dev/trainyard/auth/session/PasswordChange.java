package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.limit.AttemptLimits;
import dev.trainyard.auth.password.NewPasswords;
import dev.trainyard.auth.password.Passwords;
import dev.trainyard.auth.session.Sessions.LiveSession;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** Changes the own password, which ends every other session of the account. */
@ApplicationScoped
class PasswordChange {

  private final Accounts accounts;
  private final Passwords passwords;
  private final NewPasswords newPasswords;
  private final AttemptLimits limits;
  private final Sessions sessions;
  private final AuditTrail audit;

  PasswordChange(
      Accounts accounts,
      Passwords passwords,
      NewPasswords newPasswords,
      AttemptLimits limits,
      Sessions sessions,
      AuditTrail audit) {
    this.accounts = accounts;
    this.passwords = passwords;
    this.newPasswords = newPasswords;
    this.limits = limits;
    this.sessions = sessions;
    this.audit = audit;
  }

  void change(Caller caller, PasswordRequest request) {
    Account account = sessions.requireForCredentials(caller).account();
    // Whoever holds no session of the account cannot use this up.
    String subject = "session " + caller.credentialId().orElseThrow();
    limits.signInTo(subject);
    if (passwords.check(request.currentPassword(), accounts.passwordHash(account.id()))
        == Passwords.Check.WRONG) {
      audit.refused(Accounts.actor(account), AuditAction.PASSWORD_CHANGE, account.name(), Map.of());
      throw ProblemException.invalid("currentPassword", "is not the current password");
    }
    limits.signedInTo(subject);
    String hash =
        newPasswords.accept("newPassword", request.newPassword(), account.name(), account.email());
    QuarkusTransaction.requiringNew().run(() -> store(caller, hash));
  }

  private void store(Caller caller, String hash) {
    LiveSession session = sessions.requireForCredentials(caller);
    Account account = session.account();
    accounts.newPassword(account.id(), hash);
    sessions.endOthers(session);
    audit.success(Accounts.actor(account), AuditAction.PASSWORD_CHANGE, account.name(), Map.of());
  }
}

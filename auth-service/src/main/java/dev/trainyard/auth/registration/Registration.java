package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NewAccount;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.limit.Browser;
import dev.trainyard.auth.organisation.Members;
import dev.trainyard.auth.registration.InvitationEntity.Terms;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Creates accounts, from an invitation or because registration is open. */
@ApplicationScoped
class Registration {

  private static final Terms NOTHING = new Terms(null, null, null, false, false);

  private final Invitations invitations;
  private final Accounts accounts;
  private final Members members;
  private final Sessions sessions;
  private final PendingRegistrations pending;
  private final AuditTrail audit;

  Registration(
      Invitations invitations,
      Accounts accounts,
      Members members,
      Sessions sessions,
      PendingRegistrations pending,
      AuditTrail audit) {
    this.invitations = invitations;
    this.accounts = accounts;
    this.members = members;
    this.sessions = sessions;
    this.pending = pending;
    this.audit = audit;
  }

  /** Throws 403 or 400 for an invitation that cannot be used by this person. */
  void requireUsable(String inviteToken, Profile profile) {
    String invited = invitations.require(inviteToken).email();
    if (invited != null && !invited.equals(profile.email())) {
      throw ProblemException.invalid("email", "is not the address that was invited");
    }
  }

  /** Keeps the registration until its address has proved itself. */
  void postpone(Profile profile, String passwordHash) {
    pending.add(profile, passwordHash);
  }

  /** Creates the account that a link from {@link #postpone} is for and signs it in. */
  @Transactional
  OpenedSession confirm(String token, Browser browser) {
    Account account = accounts.create(pending.use(token));
    audit.success(
        Accounts.actor(account),
        AuditAction.ACCOUNT_REGISTER,
        account.name(),
        Map.of("invited", "false"));
    return sessions.open(account, browser);
  }

  /** Uses the invitation up, creates the account with what it offers and signs it in. */
  @Transactional
  OpenedSession register(
      Optional<String> inviteToken, Profile profile, String passwordHash, Browser browser) {
    Terms terms = inviteToken.map(invitations::require).orElse(NOTHING);
    inviteToken.ifPresent(invitations::accept);
    Set<String> roles = new HashSet<>();
    if (terms.admin()) {
      roles.add(Caller.ADMIN);
    }
    if (terms.auditor()) {
      roles.add(Caller.AUDITOR);
    }
    Account account = accounts.create(NewAccount.person(profile, passwordHash).with(roles));
    if (terms.organisation() != null) {
      members.join(terms.organisation(), account.id(), terms.role());
    }
    audit.success(
        Accounts.actor(account),
        AuditAction.ACCOUNT_REGISTER,
        account.name(),
        Map.of("invited", String.valueOf(inviteToken.isPresent())));
    return sessions.open(account, browser);
  }
}

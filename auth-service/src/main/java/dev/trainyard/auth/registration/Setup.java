package dev.trainyard.auth.registration;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NewAccount;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.limit.Browser;
import dev.trainyard.auth.lock.Fences;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.session.Sessions.OpenedSession;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.problem.ProblemType;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** Makes the first administrator from a one-time link; nothing does once there is one. */
@ApplicationScoped
class Setup {

  private static final Duration LIFE = Duration.ofMinutes(30);
  private static final String PURPOSE = "setup-link";

  private final SetupLinks links;
  private final Accounts accounts;
  private final Sessions sessions;
  private final Fences fences;
  private final AuditTrail audit;
  private final LinkSecrets secrets;

  Setup(
      SetupLinks links,
      Accounts accounts,
      Sessions sessions,
      Fences fences,
      AuditTrail audit,
      LinkSecrets secrets) {
    this.links = links;
    this.accounts = accounts;
    this.sessions = sessions;
    this.fences = fences;
    this.audit = audit;
    this.secrets = secrets;
  }

  boolean required() {
    return accounts.firstAdministrator().isEmpty();
  }

  /** A fresh link, which voids the one before. */
  @Transactional
  SetupLink issue(String client) {
    fences.administrators();
    if (!required()) {
      return new SetupLink(false, null);
    }
    String token = OpaqueSecret.generate();
    links.replace(secrets.hash(PURPOSE, token), secrets.now().plus(LIFE));
    audit.success(Actor.service(client), AuditAction.SETUP_LINK_ISSUE, "setup", Map.of());
    return new SetupLink(true, token);
  }

  /** Throws 410 for a link that cannot be used, before a password is hashed for it. */
  @Transactional
  void requireValid(String token) {
    if (!required() || !links.isValid(secrets.hashes(PURPOSE, token), secrets.now())) {
      throw gone();
    }
  }

  /** Uses the link up, creates the administrator and signs him in, all or nothing. */
  @Transactional
  OpenedSession complete(String token, Profile profile, String passwordHash, Browser browser) {
    fences.administrators();
    if (!required() || !links.consume(secrets.hashes(PURPOSE, token), secrets.now())) {
      throw gone();
    }
    Account account =
        accounts.create(NewAccount.person(profile, passwordHash).with(Set.of(Caller.ADMIN)));
    audit.success(Accounts.actor(account), AuditAction.SETUP_COMPLETE, account.name(), Map.of());
    return sessions.open(account, browser);
  }

  private static ProblemException gone() {
    return ProblemException.of(
        ProblemType.GONE,
        "This link was used, has expired or was replaced; the platform's operator can print a new"
            + " one");
  }
}

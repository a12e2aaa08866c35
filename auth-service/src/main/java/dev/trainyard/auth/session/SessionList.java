package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.UUID;

/** Shows people where they are signed in, and ends what should not be; administrators end all. */
@ApplicationScoped
class SessionList {

  private final SessionRepository sessions;
  private final Sessions live;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final SessionTimes times;

  SessionList(
      SessionRepository sessions,
      Sessions live,
      Accounts accounts,
      AuditTrail audit,
      SessionTimes times) {
    this.sessions = sessions;
    this.live = live;
    this.accounts = accounts;
    this.audit = audit;
    this.times = times;
  }

  @Transactional
  Page<SessionItem> list(Caller caller, Cursor cursor, int limit) {
    Account account = accounts.require(caller);
    UUID current = caller.credentialId().orElse(null);
    return Page.of(
        sessions.listAfter(account.id(), times.now(), times.seenAfter(), cursor, limit + 1),
        limit,
        session -> session.toItem(session.id().equals(current)),
        session -> Cursor.of(session.createdAt(), session.id()));
  }

  @Transactional
  void end(Caller caller, UUID id) {
    accounts.require(caller);
    if (!live.end(caller, id)) {
      throw ProblemException.notFound("Session", id);
    }
  }

  /** Ends all own sessions but the one that asks. */
  @Transactional
  void endOthers(Caller caller) {
    Account account = accounts.require(caller);
    UUID current = caller.credentialId().orElse(new UUID(0, 0));
    end(caller, account, sessions.endOthers(account.id(), current));
  }

  /** Ends all sessions of an account, at an administrator's word. */
  @Transactional
  void endAllOf(Caller caller, String name) {
    if (!accounts.isAdministrator(caller)) {
      throw ProblemException.forbidden("This needs the platform role admin");
    }
    Account account =
        accounts.byName(name).orElseThrow(() -> ProblemException.notFound("User", name));
    end(caller, account, sessions.delete("accountId", account.id()));
  }

  private void end(Caller caller, Account account, long ended) {
    audit.success(
        Actor.of(caller),
        AuditAction.SESSIONS_END,
        account.name(),
        Map.of("ended", String.valueOf(ended)));
  }
}

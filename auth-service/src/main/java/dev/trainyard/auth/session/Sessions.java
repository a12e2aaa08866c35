package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NoSession;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.factor.FactorEnrolled;
import dev.trainyard.auth.limit.Browser;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Opens, lists and ends browser sessions. A session has an idle and an absolute end. */
@ApplicationScoped
public class Sessions {

  /** Purpose under which the cookie's value is hashed. */
  public static final String PURPOSE = "session";

  /** How a session is noted whose owner proved to be there by password alone. */
  public static final String PASSWORD = "pwd";

  private final SessionRepository sessions;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final DerivedKeys keys;
  private final StepUp stepUp;
  private final SessionTimes times;

  Sessions(
      SessionRepository sessions,
      Accounts accounts,
      AuditTrail audit,
      DerivedKeys keys,
      StepUp stepUp,
      SessionTimes times) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.audit = audit;
    this.keys = keys;
    this.stepUp = stepUp;
    this.times = times;
  }

  /** Opens a session by password, with a fresh secret, which is nowhere stored. */
  @Transactional(TxType.MANDATORY)
  public OpenedSession open(Account account, Browser browser) {
    return open(account, browser, PASSWORD);
  }

  /**
   * Opens a session.
   *
   * @param methods how the person proved to be there, separated by spaces
   */
  @Transactional(TxType.MANDATORY)
  public OpenedSession open(Account account, Browser browser, String methods) {
    Instant now = times.now();
    String secret = OpaqueSecret.generate();
    var session =
        new SessionEntity(
            account.id(), keys.hash(PURPOSE, secret), keys.root(), browser, now, times.endOf(now));
    session.verified(methods, now);
    sessions.persistAndFlush(session);
    sessions.trim(account.id(), times.perAccount());
    audit.success(
        Accounts.actor(account),
        AuditAction.SESSION_OPEN,
        session.id(),
        Map.of("methods", methods));
    return new OpenedSession(live(account, session), secret);
  }

  /**
   * Notes a new proof of presence and replaces the secret: the cookie of before is worth nothing
   * from this moment on. The end of the session stays where it is.
   */
  @Transactional(TxType.MANDATORY)
  public OpenedSession prove(LiveSession live, String methods) {
    SessionEntity session = sessions.findById(live.id());
    String secret = OpaqueSecret.generate();
    session.secretHash(keys.hash(PURPOSE, secret));
    session.verified(methods, times.now());
    audit.success(
        Accounts.actor(live.account()),
        AuditAction.SESSION_PROVE,
        live.id(),
        Map.of("methods", methods));
    return new OpenedSession(live, secret);
  }

  /** The caller's browser session as of now, or 401 when it has ended or the caller has none. */
  @Transactional
  public LiveSession require(Caller caller) {
    if (!caller.credential().equals("session") || caller.credentialId().isEmpty()) {
      throw new NoSession();
    }
    Account account = accounts.require(caller);
    return sessions
        .live(caller.credentialId().get(), account.id(), times.now(), times.seenAfter())
        .map(session -> live(account, session))
        .orElseThrow(NoSession::new);
  }

  /**
   * As {@link #require}, for changes of credentials: other kinds of credential get a 403, since
   * whoever holds one must not be able to make himself another, and so does a session whose owner
   * has not just proved to be there.
   */
  public LiveSession requireForCredentials(Caller caller) {
    if (!caller.credential().equals("session")) {
      throw ProblemException.forbidden(
          "Only a signed-in session can change credentials, not a token");
    }
    LiveSession session = require(caller);
    stepUp.require(caller);
    return session;
  }

  /** Ends the caller's session, if it still is one; a sign-out never fails. */
  @Transactional
  public void endOwn(Caller caller) {
    if (caller.credential().equals("session")) {
      caller.credentialId().ifPresent(id -> end(caller, id));
    }
  }

  /** Ends all sessions of an account but one. */
  @Transactional(TxType.MANDATORY)
  public void endOthers(LiveSession keep) {
    sessions.endOthers(keep.account().id(), keep.id());
  }

  /** Ends all sessions of an account. */
  @Transactional(TxType.MANDATORY)
  public void endAll(Account account) {
    sessions.delete("accountId", account.id());
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    sessions.delete("accountId", event.accountId());
  }

  /** Whoever knew only the password loses what he has open. */
  void onEnrolled(@Observes FactorEnrolled event) {
    SessionEntity session =
        sessions
            .live(event.sessionId(), event.accountId(), times.now(), times.seenAfter())
            .orElseThrow(NoSession::new);
    session.verified(PASSWORD + " otp", times.now());
    sessions.endOthers(event.accountId(), event.sessionId());
  }

  boolean end(Caller caller, UUID id) {
    boolean ended = sessions.delete("id = ?1 and accountId = ?2", id, caller.subject()) == 1;
    if (ended) {
      audit.success(Actor.of(caller), AuditAction.SESSION_END, id, Map.of());
    }
    return ended;
  }

  private static LiveSession live(Account account, SessionEntity session) {
    return new LiveSession(account, session.id(), session.expiresAt(), session.csrfRoot());
  }

  /** A session with the secret that was just made for its cookie. */
  public record OpenedSession(LiveSession session, String secret) {}

  /**
   * A session that is still alive, and whose it is.
   *
   * @param csrfRoot names the secret that its CSRF token is made with
   */
  public record LiveSession(Account account, UUID id, Instant expiresAt, String csrfRoot) {}
}

package dev.trainyard.auth.session;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NoSession;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Opens, lists and ends browser sessions. A session has an idle and an absolute end. */
@ApplicationScoped
public class Sessions {

  /** Purpose under which the cookie's value is hashed. */
  public static final String PURPOSE = "session";

  private final SessionRepository sessions;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final DerivedKeys keys;
  private final AuthConfig.Sessions config;
  private final Clock clock;

  Sessions(
      SessionRepository sessions,
      Accounts accounts,
      AuditTrail audit,
      DerivedKeys keys,
      AuthConfig config,
      Clock clock) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.audit = audit;
    this.keys = keys;
    this.config = config.sessions();
    this.clock = clock;
  }

  /** Opens a session with a fresh secret, which is nowhere stored. */
  @Transactional(TxType.MANDATORY)
  public OpenedSession open(Account account, String userAgent) {
    Instant now = clock.instant();
    String secret = OpaqueSecret.generate();
    var session =
        new SessionEntity(
            account.id(), keys.hash(PURPOSE, secret), userAgent, now, now.plus(config.absolute()));
    sessions.persistAndFlush(session);
    sessions.trim(account.id(), config.perAccount());
    audit.success(Accounts.actor(account), AuditAction.SESSION_OPEN, session.id(), Map.of());
    return new OpenedSession(session.id(), secret, session.expiresAt());
  }

  /** The caller's browser session as of now, or 401 when it has ended or the caller has none. */
  @Transactional
  public LiveSession require(Caller caller) {
    if (!caller.credential().equals("session") || caller.credentialId().isEmpty()) {
      throw new NoSession();
    }
    Account account = accounts.require(caller);
    return sessions
        .live(caller.credentialId().get(), account.id(), clock.instant(), seenAfter())
        .map(session -> new LiveSession(account, session.id(), session.expiresAt()))
        .orElseThrow(NoSession::new);
  }

  /**
   * As {@link #require}, for changes of credentials: other kinds of credential get a 403, since
   * whoever holds one must not be able to make himself another.
   */
  public LiveSession requireForCredentials(Caller caller) {
    if (!caller.credential().equals("session")) {
      throw ProblemException.forbidden(
          "Only a signed-in session can change credentials, not a token");
    }
    return require(caller);
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

  @Transactional
  Page<SessionItem> list(Caller caller, Cursor cursor, int limit) {
    Account account = accounts.require(caller);
    UUID current = caller.credentialId().orElse(null);
    return Page.of(
        sessions.listAfter(account.id(), clock.instant(), seenAfter(), cursor, limit + 1),
        limit,
        session ->
            new SessionItem(
                session.id(),
                session.createdAt(),
                session.lastSeenAt(),
                session.userAgent(),
                session.id().equals(current)),
        session -> Cursor.of(session.createdAt(), session.id()));
  }

  @Transactional
  void endListed(Caller caller, UUID id) {
    accounts.require(caller);
    if (!end(caller, id)) {
      throw ProblemException.notFound("Session", id);
    }
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    sessions.delete("accountId", event.accountId());
  }

  private boolean end(Caller caller, UUID id) {
    boolean ended = sessions.delete("id = ?1 and accountId = ?2", id, caller.subject()) == 1;
    if (ended) {
      audit.success(Actor.of(caller), AuditAction.SESSION_END, id, Map.of());
    }
    return ended;
  }

  private Instant seenAfter() {
    return clock.instant().minus(config.idle());
  }

  /** A session that was just opened, with the secret for the cookie. */
  public record OpenedSession(UUID id, String secret, Instant expiresAt) {}

  /** A session that is still alive, and whose it is. */
  public record LiveSession(Account account, UUID id, Instant expiresAt) {}
}

package dev.trainyard.auth.oauth;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.DerivedKeys;
import dev.trainyard.auth.oauth.DeviceLoginEntity.Request;
import dev.trainyard.auth.oauth.OAuthError.Code;
import dev.trainyard.auth.secret.OpaqueSecret;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.token.IssuedTokens;
import dev.trainyard.auth.token.TokenScope;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Signs in devices without a browser (RFC 8628). Row locks decide every race. */
@ApplicationScoped
class DeviceLogins {

  /** How long a person has to type the code. */
  static final Duration LIFE = Duration.ofMinutes(15);

  /** What a client waits between two polls (RFC 8628, 3.5). */
  static final int POLL_SECONDS = 5;

  private static final String DEVICE_PURPOSE = "device-code";
  private static final String USER_PURPOSE = "user-code";

  private final DeviceLoginRepository logins;
  private final Sessions sessions;
  private final IssuedTokens tokens;
  private final AuditTrail audit;
  private final DerivedKeys keys;
  private final Clock clock;

  DeviceLogins(
      DeviceLoginRepository logins,
      Sessions sessions,
      IssuedTokens tokens,
      AuditTrail audit,
      DerivedKeys keys,
      Clock clock) {
    this.logins = logins;
    this.sessions = sessions;
    this.tokens = tokens;
    this.audit = audit;
    this.keys = keys;
    this.clock = clock;
  }

  @Transactional
  Started begin(Request request) {
    String device = OpaqueSecret.generate();
    String user = UserCode.generate();
    Instant now = clock.instant();
    logins.persist(
        new DeviceLoginEntity(
            keys.hash(DEVICE_PURPOSE, device),
            keys.hash(USER_PURPOSE, user),
            request,
            POLL_SECONDS,
            now,
            now.plus(LIFE)));
    return new Started(device, UserCode.shown(user));
  }

  /** What the typed code belongs to, or 404; only a person with a session may ask. */
  @Transactional
  DeviceLoginResponse find(Caller caller, String typed) {
    sessions.requireForCredentials(caller);
    return UserCode.typed(typed)
        .flatMap(code -> logins.undecided(keys.hash(USER_PURPOSE, code), clock.instant()))
        .map(DeviceLoginEntity::toResponse)
        .orElseThrow(DeviceLogins::unknown);
  }

  @Transactional
  void approve(Caller caller, String typed, TokenScope scope) {
    UUID account = sessions.requireForCredentials(caller).account().id();
    tokens.requireRoom(account);
    DeviceLoginEntity login = locked(typed);
    login.approve(account, scope);
    audit.success(
        Actor.of(caller),
        AuditAction.DEVICE_LOGIN_APPROVE,
        login.id(),
        Map.of("client", login.client().displayName(), "scope", scope.text()));
  }

  @Transactional
  void deny(Caller caller, String typed) {
    sessions.requireForCredentials(caller);
    DeviceLoginEntity login = locked(typed);
    login.deny();
    audit.success(
        Actor.of(caller),
        AuditAction.DEVICE_LOGIN_DENY,
        login.id(),
        Map.of("client", login.client().displayName()));
  }

  /** What a poll finds. An approval is used up by it. */
  @Transactional(TxType.MANDATORY)
  Poll poll(OAuthClient client, String deviceCode) {
    Optional<DeviceLoginEntity> found =
        logins.byDeviceLocked(keys.hash(DEVICE_PURPOSE, deviceCode), client.id());
    if (found.isEmpty()) {
      return new Poll.Refused(Code.INVALID_GRANT);
    }
    DeviceLoginEntity login = found.get();
    Instant now = clock.instant();
    if (login.isOver(now)) {
      return new Poll.Refused(Code.EXPIRED_TOKEN);
    }
    return switch (login.state()) {
      case PENDING ->
          new Poll.Refused(login.poll(now) ? Code.AUTHORIZATION_PENDING : Code.SLOW_DOWN);
      case DENIED -> {
        logins.delete(login);
        yield new Poll.Refused(Code.ACCESS_DENIED);
      }
      case APPROVED -> {
        logins.delete(login);
        yield new Poll.Approved(login.accountId(), login.scope());
      }
    };
  }

  /** Forgets what an account has approved and no device has fetched. */
  @Transactional(TxType.MANDATORY)
  void forget(UUID account) {
    logins.delete("accountId", account);
  }

  private DeviceLoginEntity locked(String typed) {
    return UserCode.typed(typed)
        .flatMap(code -> logins.undecidedLocked(keys.hash(USER_PURPOSE, code), clock.instant()))
        .orElseThrow(DeviceLogins::unknown);
  }

  private static ProblemException unknown() {
    // Without the code: it may be right but for one letter.
    return ProblemException.notFound("Code", "of this device");
  }

  /** The two codes, each shown once. */
  record Started(String deviceCode, String userCode) {

    /** Keeps the codes out of every log. */
    @Override
    public String toString() {
      return "Started[…]";
    }
  }

  /** What a poll finds. */
  sealed interface Poll {

    /** A person has approved the device. */
    record Approved(UUID account, TokenScope scope) implements Poll {}

    /** There is nothing to fetch, now or ever. */
    record Refused(Code code) implements Poll {}
  }
}

package dev.trainyard.auth.oauth;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountDeactivated;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.oauth.DeviceLogins.Poll;
import dev.trainyard.auth.oauth.OAuthError.Code;
import dev.trainyard.auth.token.GrantEnded;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;

/** Gives clients tokens for what people have granted them, and takes the tokens away again. */
@ApplicationScoped
class Grants {

  private final GrantRepository grants;
  private final DeviceLogins logins;
  private final TokenLines lines;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final Event<RefreshTokenReused> reused;

  Grants(
      GrantRepository grants,
      DeviceLogins logins,
      TokenLines lines,
      Accounts accounts,
      AuditTrail audit,
      Event<RefreshTokenReused> reused) {
    this.grants = grants;
    this.logins = logins;
    this.lines = lines;
    this.accounts = accounts;
    this.audit = audit;
    this.reused = reused;
  }

  /** Redeems a device code: the tokens, once, or why there are none. */
  @Transactional
  Answer redeem(OAuthClient client, String deviceCode) {
    return switch (logins.poll(client, deviceCode)) {
      case Poll.Refused refused -> new Answer.Refused(refused.code());
      case Poll.Approved approved -> {
        Account account = accounts.byId(approved.account()).orElseThrow();
        GrantEntity grant = lines.grant(account.id(), client, approved.scope());
        TokenPair tokens = lines.first(grant);
        audit.success(
            Accounts.actor(account),
            AuditAction.OAUTH_GRANT_CREATE,
            grant.id(),
            Map.of("client", client.displayName(), "scope", grant.scope().text()));
        yield new Answer.Issued(tokens);
      }
    };
  }

  /**
   * Renews a client's tokens. A refresh token works once; a repeat within seconds by the same
   * client gets the same answer again, and any other repeat ends the grant, since one of the two
   * who had the token stole it (RFC 9700, 4.14).
   *
   * @param fingerprint tells one client from another
   */
  @Transactional
  Answer refresh(OAuthClient client, String refreshToken, String fingerprint) {
    Optional<GrantEntity> found =
        lines
            .grantOf(refreshToken)
            .flatMap(grants::locked)
            .filter(grant -> grant.client() == client);
    if (found.isEmpty()) {
      return new Answer.Refused(Code.INVALID_GRANT);
    }
    GrantEntity grant = found.get();
    Actor owner = accounts.byId(grant.accountId()).map(Accounts::actor).orElseThrow();
    return switch (lines.renew(grant, refreshToken, fingerprint)) {
      case TokenLines.Renewal.Renewed renewed -> {
        audit.success(owner, AuditAction.OAUTH_GRANT_REFRESH, grant.id(), Map.of());
        yield new Answer.Issued(renewed.tokens());
      }
      case TokenLines.Renewal.Repeated repeated -> new Answer.Issued(repeated.tokens());
      case TokenLines.Renewal.Reused _ -> {
        grants.delete(grant);
        audit.success(owner, AuditAction.OAUTH_GRANT_REUSE, grant.id(), Map.of());
        reused.fire(new RefreshTokenReused(grant.accountId(), client.displayName()));
        yield new Answer.Refused(Code.INVALID_GRANT);
      }
      case TokenLines.Renewal.Over _ -> new Answer.Refused(Code.INVALID_GRANT);
    };
  }

  /** Ends the grant of a token of this client (RFC 7009); an unknown token is no error. */
  @Transactional
  void revoke(OAuthClient client, String token) {
    lines
        .grantOf(token)
        .flatMap(grants::locked)
        .filter(grant -> grant.client() == client)
        .ifPresent(this::end);
  }

  void onGrantEnded(@Observes GrantEnded event) {
    grants.locked(event.grantId()).ifPresent(this::end);
  }

  void onDeactivated(@Observes AccountDeactivated event) {
    grants.delete("accountId", event.accountId());
    logins.forget(event.accountId());
  }

  private void end(GrantEntity grant) {
    Actor owner = accounts.byId(grant.accountId()).map(Accounts::actor).orElseThrow();
    grants.delete(grant);
    audit.success(
        owner,
        AuditAction.OAUTH_GRANT_REVOKE,
        grant.id(),
        Map.of("client", grant.client().displayName()));
  }

  /** What a client gets. */
  sealed interface Answer {

    /** Tokens. */
    record Issued(TokenPair tokens) implements Answer {}

    /** An error code. */
    record Refused(Code code) implements Answer {}
  }
}

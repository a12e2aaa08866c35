package dev.trainyard.auth.identity;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.NoSession;
import dev.trainyard.auth.identity.WhoamiResponse.AccessToken;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.robot.Robots;
import dev.trainyard.auth.robot.Robots.KnownRobot;
import dev.trainyard.auth.token.PersonalTokens;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.Scopes;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** Describes people and robots in the Hub's form, of which its clients know only people. */
@ApplicationScoped
class Identities {

  private static final Set<String> COARSE = Set.of(Scopes.ADMIN, Scopes.READ, Scopes.WRITE);

  private final Accounts accounts;
  private final Robots robots;
  private final Organisations organisations;
  private final PersonalTokens tokens;

  Identities(Accounts accounts, Robots robots, Organisations organisations, PersonalTokens tokens) {
    this.accounts = accounts;
    this.robots = robots;
    this.organisations = organisations;
    this.tokens = tokens;
  }

  /** Throws 401 for nobody, and for a caller who may no longer act. */
  WhoamiResponse describe(Caller caller) {
    if (caller.isAnonymous()) {
      throw new NoSession();
    }
    if (accounts.byId(caller.subject()).isPresent()) {
      return person(caller, accounts.require(caller));
    }
    return robot(caller, robots.findActing(caller.subject()).orElseThrow(NoSession::new));
  }

  private WhoamiResponse person(Caller caller, Account account) {
    List<WhoamiResponse.Organisation> orgs =
        organisations.of(account.id()).stream()
            .map(
                org ->
                    organisation(
                        org.id().toString(), org.name(), org.displayName(), org.role().text()))
            .toList();
    AccessToken token =
        tokens
            .find(caller)
            .map(own -> new AccessToken(own.name(), role(caller), own.createdAt()))
            .orElseGet(
                () -> new AccessToken(caller.credential(), role(caller), account.createdAt()));
    return response(
        account.id().toString(),
        account.name(),
        account.displayName(),
        account.email(),
        account.emailVerified(),
        orgs,
        token);
  }

  private static WhoamiResponse robot(Caller caller, KnownRobot known) {
    String fullName = known.robot().fullName();
    String org = fullName.substring(0, fullName.indexOf('+'));
    Instant since = known.robot().createdAt();
    return response(
        known.robot().id().toString(),
        fullName,
        known.robot().description().isEmpty() ? fullName : known.robot().description(),
        null,
        false,
        List.of(
            organisation(known.organisation().toString(), org, org, known.robot().role().text())),
        new AccessToken(known.robot().name(), role(caller), since));
  }

  private static WhoamiResponse response(
      String id,
      String name,
      String fullName,
      String email,
      boolean emailVerified,
      List<WhoamiResponse.Organisation> orgs,
      AccessToken token) {
    return new WhoamiResponse(
        "user",
        id,
        name,
        fullName,
        email,
        emailVerified,
        false,
        false,
        "",
        null,
        orgs,
        new WhoamiResponse.Auth("access_token", token));
  }

  private static WhoamiResponse.Organisation organisation(
      String id, String name, String fullName, String role) {
    return new WhoamiResponse.Organisation(
        "org", id, name, fullName, null, false, "", null, hubRole(role));
  }

  /** What the Hub says of a token: coarse where it fits, else that its scopes are single ones. */
  private static String role(Caller caller) {
    boolean coarse =
        caller.only().isNone() && COARSE.containsAll(List.of(caller.scopes().text().split(" ")));
    String coarseRole = caller.writes() ? "write" : "read";
    return coarse ? coarseRole : "fineGrained";
  }

  /** The Hub says admin, write and read where we say owner, maintainer, writer and reader. */
  private static String hubRole(String role) {
    return switch (role) {
      case "owner" -> "admin";
      case "reader" -> "read";
      default -> "write";
    };
  }
}

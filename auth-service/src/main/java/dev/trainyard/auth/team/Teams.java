package dev.trainyard.auth.team;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.paging.Cursor;
import dev.trainyard.commons.paging.Page;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.NamespaceRole;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Teams of an organisation. What a team gives counts from the next request on. Maintainers make
 * teams of readers and writers; only owners make maintainers, by a team as by a member's own role.
 */
@ApplicationScoped
class Teams {

  private static final int MOST = 200;

  private final TeamRepository teams;
  private final Organisations organisations;
  private final Accounts accounts;
  private final StepUp stepUp;
  private final AuditTrail audit;
  private final Clock clock;

  Teams(
      TeamRepository teams,
      Organisations organisations,
      Accounts accounts,
      StepUp stepUp,
      AuditTrail audit,
      Clock clock) {
    this.teams = teams;
    this.organisations = organisations;
    this.accounts = accounts;
    this.stepUp = stepUp;
    this.audit = audit;
    this.clock = clock;
  }

  @Transactional
  Page<TeamResponse> list(Caller caller, String org, Cursor cursor, int limit) {
    UUID organisation = organisations.require(caller, org, NamespaceRole.READER);
    return Page.of(
        teams.listAfter(organisation, cursor == null ? "" : cursor.text(0), limit + 1),
        limit,
        team -> team,
        team -> Cursor.of(team.name()));
  }

  @Transactional
  TeamResponse get(Caller caller, String org, String name) {
    return response(find(caller, org, name));
  }

  /** Throws unless the caller may make this team; returns its organisation. */
  @Transactional
  UUID requireMaker(Caller caller, String org, CreateTeamRequest request) {
    return organisations.require(caller, org, needed(role(request)));
  }

  private static NamespaceRole role(CreateTeamRequest request) {
    return request.role() == null ? NamespaceRole.READER : grantable(request.role());
  }

  @Transactional
  TeamResponse create(Caller caller, String org, CreateTeamRequest request) {
    NamespaceRole role = role(request);
    UUID organisation = requireMaker(caller, org, request);
    String name = Names.require("name", request.name());
    String displayName =
        request.displayName() == null ? name : Profile.displayName(request.displayName());
    if (teams.count("organisationId", organisation) >= MOST) {
      throw ProblemException.conflict("An organisation may have %d teams".formatted(MOST));
    }
    var team = new TeamEntity(organisation, name, displayName, role, clock.instant());
    try {
      teams.persistAndFlush(team);
    } catch (ConstraintViolationException e) {
      if ("team_name_key".equals(e.getConstraintName())) {
        throw ProblemException.conflict("The team " + name + " exists");
      }
      throw e;
    }
    record(caller, AuditAction.TEAM_CREATE, org, name, Map.of("role", role.text()));
    return response(team);
  }

  @Transactional
  TeamResponse update(Caller caller, String org, String name, UpdateTeamRequest request) {
    TeamEntity team = changeable(caller, org, name);
    if (request.role() != null) {
      organisations.require(caller, org, needed(grantable(request.role())));
      stepUp.require(caller);
      team.role(request.role());
    }
    if (request.displayName() != null) {
      team.displayName(Profile.displayName(request.displayName()));
    }
    record(caller, AuditAction.TEAM_UPDATE, org, name, Map.of("role", team.role().text()));
    return response(team);
  }

  @Transactional
  void delete(Caller caller, String org, String name) {
    teams.delete(changeable(caller, org, name));
    record(caller, AuditAction.TEAM_DELETE, org, name, Map.of());
  }

  @Transactional
  Page<TeamMemberResponse> members(
      Caller caller, String org, String name, Cursor cursor, int limit) {
    TeamEntity team = find(caller, org, name);
    return Page.of(
        teams.membersAfter(team, cursor == null ? "" : cursor.text(0), limit + 1),
        limit,
        member -> member,
        member -> Cursor.of(member.name()));
  }

  @Transactional
  void add(Caller caller, String org, String name, String user) {
    TeamEntity team = changeable(caller, org, name);
    stepUp.require(caller);
    Account account = member(team, user);
    if (teams.add(team, account.id(), clock.instant())) {
      record(caller, AuditAction.TEAM_MEMBER_ADD, org, name, Map.of("member", user));
    }
  }

  @Transactional
  void remove(Caller caller, String org, String name, String user) {
    TeamEntity team = find(caller, org, name);
    Account account = member(team, user);
    // Everybody may leave a team.
    if (!account.id().equals(caller.subject())) {
      organisations.require(caller, org, needed(team.role()));
    }
    if (!teams.remove(team, account.id())) {
      throw ProblemException.notFound("Member", user);
    }
    record(caller, AuditAction.TEAM_MEMBER_REMOVE, org, name, Map.of("member", user));
  }

  private TeamEntity find(Caller caller, String org, String name) {
    UUID organisation = organisations.require(caller, org, NamespaceRole.READER);
    return (Names.isValid(name) ? teams.of(organisation, name) : Optional.<TeamEntity>empty())
        .orElseThrow(() -> ProblemException.notFound("Team", name));
  }

  private TeamEntity changeable(Caller caller, String org, String name) {
    TeamEntity team = find(caller, org, name);
    organisations.require(caller, org, needed(team.role()));
    return team;
  }

  private Account member(TeamEntity team, String user) {
    return accounts
        .byName(user)
        .filter(account -> organisations.isMember(team.organisationId(), account.id()))
        .orElseThrow(() -> ProblemException.notFound("Member", user));
  }

  private TeamResponse response(TeamEntity team) {
    return team.toResponse(teams.members(team));
  }

  private void record(
      Caller caller, AuditAction action, String org, String team, Map<String, String> details) {
    audit.success(Actor.of(caller), action, org + "/" + team, details);
  }

  private static NamespaceRole grantable(NamespaceRole role) {
    if (role == NamespaceRole.OWNER) {
      throw ProblemException.invalid("role", "of a team is reader, writer or maintainer");
    }
    return role;
  }

  private static NamespaceRole needed(NamespaceRole given) {
    return given.includes(NamespaceRole.MAINTAINER)
        ? NamespaceRole.OWNER
        : NamespaceRole.MAINTAINER;
  }
}

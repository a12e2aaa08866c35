package dev.trainyard.auth.robot;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.organisation.Organisations;
import dev.trainyard.auth.organisation.Organisations.Managed;
import dev.trainyard.auth.robot.RobotEntity.NewRobot;
import dev.trainyard.auth.session.Sessions;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.auth.token.TokenRules;
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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/**
 * Machines that act for an organisation. They belong to it and not to whoever made them; its owners
 * and maintainers look after them, and only with a session, since a credential makes no other.
 */
@ApplicationScoped
public class Robots {

  private static final int MOST = 100;

  private final RobotRepository robots;
  private final RobotSecrets secrets;
  private final Organisations organisations;
  private final Sessions sessions;
  private final AuditTrail audit;
  private final StepUp stepUp;

  Robots(
      RobotRepository robots,
      RobotSecrets secrets,
      Organisations organisations,
      Sessions sessions,
      AuditTrail audit,
      StepUp stepUp) {
    this.robots = robots;
    this.secrets = secrets;
    this.organisations = organisations;
    this.sessions = sessions;
    this.audit = audit;
    this.stepUp = stepUp;
  }

  /** Throws unless the caller may give robots of the organisation secrets. */
  @Transactional
  Managed requireMaker(Caller caller, String org) {
    sessions.requireForCredentials(caller);
    Managed managed = organisations.requireManaged(caller, org);
    stepUp.require(caller);
    return managed;
  }

  @Transactional
  RobotResponse create(Caller caller, String org, CreateRobotRequest request) {
    Managed managed = requireMaker(caller, org);
    NewRobot checked = checked(managed, request);
    robots.lock(managed.id());
    if (robots.count("organisationId", managed.id()) >= MOST) {
      throw ProblemException.conflict(
          "An organisation has at most %d robots; delete one first".formatted(MOST));
    }
    var robot = new RobotEntity(managed.id(), checked, caller.name(), secrets.now());
    try {
      robots.persistAndFlush(robot);
    } catch (ConstraintViolationException e) {
      if ("robot_name_key".equals(e.getConstraintName())) {
        throw ProblemException.conflict("The robot " + request.name() + " is there already");
      }
      throw e;
    }
    RobotResponse.Secret secret = secrets.add(robot);
    record(caller, AuditAction.ROBOT_CREATE, managed, robot);
    return robot.toResponse(managed.name(), List.of(secret));
  }

  @Transactional
  Page<RobotResponse> list(Caller caller, String org, Cursor cursor, int limit) {
    Managed managed = organisations.requireManaged(caller, org);
    String after = cursor == null ? "" : cursor.text(0);
    List<RobotEntity> rows = robots.listAfter(managed.id(), after, limit + 1);
    Map<UUID, List<RobotResponse.Secret>> live =
        secrets.live(rows.stream().map(RobotEntity::id).toList());
    return Page.of(
        rows,
        limit,
        robot -> robot.toResponse(managed.name(), live.getOrDefault(robot.id(), List.of())),
        robot -> Cursor.of(robot.name()));
  }

  @Transactional
  RobotResponse get(Caller caller, String org, String name) {
    Managed managed = organisations.requireManaged(caller, org);
    return response(managed, require(managed, name));
  }

  /** Gives the robot a new secret; the one before it works for another day. */
  @Transactional
  RobotResponse rotate(Caller caller, String org, String name) {
    Managed managed = requireMaker(caller, org);
    RobotEntity robot = locked(managed, name);
    RobotResponse.Secret secret = secrets.rotate(robot);
    record(caller, AuditAction.ROBOT_ROTATE, managed, robot);
    List<RobotResponse.Secret> all =
        secrets.live(List.of(robot.id())).getOrDefault(robot.id(), List.of()).stream()
            .map(shown -> shown.id().equals(secret.id()) ? secret : shown)
            .toList();
    return robot.toResponse(managed.name(), all);
  }

  @Transactional
  void endSecret(Caller caller, String org, String name, UUID secret) {
    Managed managed = organisations.requireManaged(caller, org);
    RobotEntity robot = locked(managed, name);
    secrets.end(robot, secret);
    record(caller, AuditAction.ROBOT_SECRET_END, managed, robot);
  }

  @Transactional
  RobotResponse disable(Caller caller, String org, String name, boolean disabled) {
    Managed managed = organisations.requireManaged(caller, org);
    if (!disabled) {
      sessions.requireForCredentials(caller);
    }
    RobotEntity robot = locked(managed, name);
    robot.disabled(disabled);
    record(caller, disabled ? AuditAction.ROBOT_DISABLE : AuditAction.ROBOT_ENABLE, managed, robot);
    return response(managed, robot);
  }

  /** Deletes it with its secrets and the grants of its jobs. */
  @Transactional
  void delete(Caller caller, String org, String name) {
    Managed managed = organisations.requireManaged(caller, org);
    RobotEntity robot = locked(managed, name);
    robots.delete(robot);
    record(caller, AuditAction.ROBOT_DELETE, managed, robot);
  }

  /** A robot by its id, whatever has become of it. */
  @Transactional
  public Optional<KnownRobot> find(UUID id) {
    return robots
        .findByIdOptional(id)
        .map(
            robot ->
                new KnownRobot(
                    robot.toResponse(organisations.nameOf(robot.organisationId()), List.of()),
                    robot.organisationId()));
  }

  /** A robot that may act now, in an organisation that does not wait for its deletion. */
  @Transactional
  public Optional<KnownRobot> findActing(UUID id) {
    Instant now = secrets.now();
    return find(id)
        .filter(known -> !known.robot().disabled() && now.isBefore(known.robot().expiresAt()))
        .filter(known -> organisations.isAlive(known.organisation()));
  }

  private NewRobot checked(Managed managed, CreateRobotRequest request) {
    if (request.role() == NamespaceRole.OWNER) {
      throw ProblemException.invalid("role", "must be reader, writer or maintainer");
    }
    if (!managed.role().includes(request.role())) {
      throw ProblemException.forbidden("A robot's role is at most that of its maker");
    }
    return new NewRobot(
        Names.require("name", request.name()),
        request.description(),
        request.role(),
        TokenRules.scopes(request.scopes(), false),
        TokenRules.places(request.only(), Set.of(managed.name())),
        TokenRules.networks(request.networks()),
        secrets.inDays(request.expiresInDays()));
  }

  private RobotResponse response(Managed managed, RobotEntity robot) {
    return robot.toResponse(
        managed.name(), secrets.live(List.of(robot.id())).getOrDefault(robot.id(), List.of()));
  }

  private RobotEntity require(Managed managed, String name) {
    return robots
        .byName(managed.id(), Names.isValid(name) ? name : "")
        .orElseThrow(() -> ProblemException.notFound("Robot", name));
  }

  private RobotEntity locked(Managed managed, String name) {
    return robots
        .byNameLocked(managed.id(), Names.isValid(name) ? name : "")
        .orElseThrow(() -> ProblemException.notFound("Robot", name));
  }

  private void record(Caller caller, AuditAction action, Managed managed, RobotEntity robot) {
    audit.success(
        Actor.of(caller),
        action,
        RobotEntity.fullName(managed.name(), robot.name()),
        Map.of("robot", robot.id().toString()));
  }

  /** A robot and its organisation. */
  public record KnownRobot(RobotResponse robot, UUID organisation) {}
}

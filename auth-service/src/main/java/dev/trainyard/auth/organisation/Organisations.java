package dev.trainyard.auth.organisation;

import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.account.Profile;
import dev.trainyard.auth.audit.AuditAction;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Organisations. Roles are read from the table, never from the token, so a change counts at once;
 * to everybody but its members and administrators an organisation does not exist.
 */
@ApplicationScoped
public class Organisations {

  /** What a token carries at most; whoever belongs to more sees these. */
  private static final int MOST = 200;

  private final OrganisationRepository organisations;
  private final MembershipRepository members;
  private final Accounts accounts;
  private final AuditTrail audit;
  private final Clock clock;

  Organisations(
      OrganisationRepository organisations,
      MembershipRepository members,
      Accounts accounts,
      AuditTrail audit,
      Clock clock) {
    this.organisations = organisations;
    this.members = members;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /** Organisations in which an account has its rights at this moment, by name. */
  @Transactional
  public List<OrganisationResponse> of(UUID account) {
    List<OrganisationResponse> all = organisations.listOf(account, "", MOST);
    boolean unfiltered =
        all.stream().noneMatch(OrganisationResponse::requiresSecondFactor)
            || members.hasSecondFactor(account);
    return unfiltered
        ? all
        : all.stream().filter(organisation -> !organisation.requiresSecondFactor()).toList();
  }

  /** The account of a caller who may found organisations. */
  @Transactional
  UUID requireFounder(Caller caller) {
    return accounts.require(caller).id();
  }

  @Transactional
  OrganisationResponse create(Caller caller, CreateOrganisationRequest request) {
    UUID creator = requireFounder(caller);
    String name = Names.requireNamespace("name", request.name());
    String displayName =
        request.displayName() == null || request.displayName().isBlank()
            ? name
            : Profile.displayName(request.displayName());
    if (!organisations.claimName(name)) {
      throw ProblemException.conflict("The name " + name + " is taken");
    }
    var organisation = new OrganisationEntity(name, displayName, clock.instant());
    organisations.persistAndFlush(organisation);
    members.persist(
        new MembershipEntity(
            organisation.id(), creator, NamespaceRole.OWNER, organisation.createdAt()));
    audit.success(Actor.of(caller), AuditAction.ORGANISATION_CREATE, name, Map.of());
    return response(organisation, Optional.of(NamespaceRole.OWNER));
  }

  @Transactional
  Page<OrganisationResponse> list(Caller caller, boolean waiting, Cursor cursor, int limit) {
    String after = cursor == null ? "" : cursor.text(0);
    UUID account = accounts.require(caller).id();
    return Page.of(
        waiting
            ? organisations.listWaitingOf(account, after, limit + 1)
            : organisations.listOf(account, after, limit + 1),
        limit,
        organisation -> organisation,
        organisation -> Cursor.of(organisation.name()));
  }

  @Transactional
  OrganisationResponse get(Caller caller, String name) {
    OrganisationEntity organisation = visible(caller, name);
    return response(organisation, roleOf(caller, organisation));
  }

  @Transactional
  OrganisationResponse update(Caller caller, String name, UpdateOrganisationRequest request) {
    OrganisationEntity organisation = owned(caller, name);
    Map<String, String> details = new HashMap<>();
    if (request.displayName() != null) {
      organisation.displayName(Profile.displayName(request.displayName()));
    }
    if (request.requiresSecondFactor() != null) {
      if (request.requiresSecondFactor() && !members.hasSecondFactor(caller.subject())) {
        throw ProblemException.conflict("Enrol a second factor yourself before you require it");
      }
      organisation.requiresSecondFactor(request.requiresSecondFactor());
      details.put("requiresSecondFactor", request.requiresSecondFactor().toString());
    }
    audit.success(Actor.of(caller), AuditAction.ORGANISATION_UPDATE, name, details);
    return response(organisation, roleOf(caller, organisation));
  }

  @Transactional
  Page<MemberResponse> members(Caller caller, String name, Cursor cursor, int limit) {
    String after = cursor == null ? "" : cursor.text(0);
    return Page.of(
        members.listAfter(visible(caller, name).id(), after, limit + 1),
        limit,
        member -> member,
        member -> Cursor.of(member.name()));
  }

  /** The id of an organisation whose owner the caller is, or the 404 or 403 that he deserves. */
  @Transactional
  public UUID requireOwned(Caller caller, String name) {
    return owned(caller, name).id();
  }

  /** An organisation that the caller maintains or owns, or the 404 or 403 that he deserves. */
  @Transactional
  public Managed requireManaged(Caller caller, String name) {
    OrganisationEntity organisation = allowed(caller, name, NamespaceRole.MAINTAINER);
    NamespaceRole role =
        accounts.isAdministrator(caller)
            ? NamespaceRole.OWNER
            : roleOf(caller, organisation).orElse(NamespaceRole.MAINTAINER);
    return new Managed(organisation.id(), organisation.name(), role);
  }

  /** Ids of the organisations that the caller owns. */
  @Transactional
  public List<UUID> ownedBy(UUID account) {
    return of(account).stream()
        .filter(organisation -> organisation.role() == NamespaceRole.OWNER)
        .map(OrganisationResponse::id)
        .toList();
  }

  /** Names of organisations by id. */
  @Transactional
  public String nameOf(UUID id) {
    return organisations.findById(id).name();
  }

  /**
   * The id of an organisation in which the caller has at least that role, or is an administrator;
   * else the same 404 as for a missing one, or for members the 403 that says who can help.
   */
  @Transactional
  public UUID require(Caller caller, String name, NamespaceRole least) {
    return allowed(caller, name, least).id();
  }

  /**
   * Whether there are rights in an organisation: it is there and does not wait for its deletion.
   */
  @Transactional
  public boolean isAlive(UUID id) {
    return organisations
        .findByIdOptional(id)
        .filter(found -> found.deletionAt() == null)
        .isPresent();
  }

  /** Whether an account belongs to an organisation. */
  @Transactional
  public boolean isMember(UUID organisation, UUID account) {
    return members.of(organisation, account).isPresent();
  }

  private OrganisationEntity allowed(Caller caller, String name, NamespaceRole least) {
    OrganisationEntity organisation = visible(caller, name);
    if (!accounts.isAdministrator(caller)
        && roleOf(caller, organisation).filter(role -> role.includes(least)).isEmpty()) {
      throw ProblemException.forbidden(
          "This needs the role %1$s in %2$s; an owner of %2$s can grant it"
              .formatted(least.text(), name));
    }
    return organisation;
  }

  private OrganisationEntity owned(Caller caller, String name) {
    return allowed(caller, name, NamespaceRole.OWNER);
  }

  private OrganisationEntity visible(Caller caller, String name) {
    boolean administrator = accounts.isAdministrator(caller);
    OrganisationEntity organisation =
        (Names.isValid(name) ? organisations.byName(name) : Optional.<OrganisationEntity>empty())
            .filter(found -> roleOf(caller, found).isPresent() || administrator)
            .orElseThrow(() -> ProblemException.notFound("Organisation", name));
    if (!administrator) {
      requireFactor(members, caller, organisation);
    }
    return organisation;
  }

  /** A member keeps his place and gets his rights with his second factor. */
  static void requireFactor(
      MembershipRepository members, Caller caller, OrganisationEntity organisation) {
    if (organisation.requiresSecondFactor() && !members.hasSecondFactor(caller.subject())) {
      throw ProblemException.forbidden(
          organisation.name() + " requires a second factor; enrol one to go on");
    }
  }

  private Optional<NamespaceRole> roleOf(Caller caller, OrganisationEntity organisation) {
    return members.effectiveRole(organisation.id(), caller.subject());
  }

  private static OrganisationResponse response(
      OrganisationEntity organisation, Optional<NamespaceRole> role) {
    return new OrganisationResponse(
        organisation.id(),
        organisation.name(),
        organisation.displayName(),
        role.orElse(null),
        organisation.requiresSecondFactor(),
        organisation.createdAt(),
        organisation.deletionAt());
  }

  /** An organisation and the role with which the caller looks after it. */
  public record Managed(UUID id, String name, NamespaceRole role) {}
}

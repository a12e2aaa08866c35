package dev.trainyard.auth.organisation;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.commons.security.NamespaceRole;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Who belongs to an organisation. Every change locks the organisation's row first, so two owners
 * cannot each remove the other.
 */
@ApplicationScoped
public class Members {

  private final OrganisationRepository organisations;
  private final MembershipRepository members;
  private final Accounts accounts;
  private final StepUp stepUp;
  private final AuditTrail audit;
  private final Clock clock;

  Members(
      OrganisationRepository organisations,
      MembershipRepository members,
      Accounts accounts,
      StepUp stepUp,
      AuditTrail audit,
      Clock clock) {
    this.organisations = organisations;
    this.members = members;
    this.accounts = accounts;
    this.stepUp = stepUp;
    this.audit = audit;
    this.clock = clock;
  }

  /** Adds a member or changes the role of one. */
  @Transactional
  MemberResponse set(Caller caller, String name, String user, NamespaceRole role) {
    OrganisationEntity organisation = lock(name);
    Optional<NamespaceRole> own = ownRole(caller, organisation);
    Account account = account(user);
    Optional<MembershipEntity> present = members.of(organisation.id(), account.id());
    requireMay(own, organisation, present.map(MembershipEntity::role), role);
    stepUp.require(caller);
    if (role != NamespaceRole.OWNER) {
      requireOtherOwner(organisation, account, present);
    }
    MembershipEntity member = put(organisation.id(), account.id(), role);
    audit.success(
        Actor.of(caller), AuditAction.MEMBER_SET, name + "/" + user, Map.of("role", role.text()));
    members.flush();
    return new MemberResponse(
        account.name(),
        account.displayName(),
        member.role(),
        members.effectiveRole(organisation.id(), account.id()).orElse(member.role()),
        member.since());
  }

  /** Removes a member; everybody may remove himself. */
  @Transactional
  void remove(Caller caller, String name, String user) {
    OrganisationEntity organisation = lock(name);
    Optional<NamespaceRole> own = ownRole(caller, organisation);
    Account account = account(user);
    MembershipEntity present =
        members
            .of(organisation.id(), account.id())
            .orElseThrow(() -> ProblemException.notFound("Member", user));
    if (!account.id().equals(caller.subject())) {
      requireMay(own, organisation, Optional.of(present.role()), NamespaceRole.READER);
    }
    requireOtherOwner(organisation, account, Optional.of(present));
    members.delete(present);
    audit.success(Actor.of(caller), AuditAction.MEMBER_REMOVE, name + "/" + user, Map.of());
  }

  /** Lets an invited person in; the inviter's right was checked when the invitation was made. */
  @Transactional(TxType.MANDATORY)
  public void join(UUID organisation, UUID account, NamespaceRole role) {
    put(organisation, account, role);
  }

  private MembershipEntity put(UUID organisation, UUID account, NamespaceRole role) {
    Optional<MembershipEntity> present = members.of(organisation, account);
    present.ifPresent(member -> member.role(role));
    return present.orElseGet(
        () -> {
          var member = new MembershipEntity(organisation, account, role, clock.instant());
          members.persistAndFlush(member);
          return member;
        });
  }

  private OrganisationEntity lock(String name) {
    return (Names.isValid(name)
            ? organisations.byNameLocked(name)
            : Optional.<OrganisationEntity>empty())
        .orElseThrow(() -> ProblemException.notFound("Organisation", name));
  }

  /** The caller's role, owner for an administrator; 404 for everybody else. */
  private Optional<NamespaceRole> ownRole(Caller caller, OrganisationEntity organisation) {
    Optional<NamespaceRole> role =
        accounts.isAdministrator(caller)
            ? Optional.of(NamespaceRole.OWNER)
            : members.effectiveRole(organisation.id(), caller.subject());
    if (role.isEmpty()) {
      throw ProblemException.notFound("Organisation", organisation.name());
    }
    if (!accounts.isAdministrator(caller)) {
      Organisations.requireFactor(members, caller, organisation);
    }
    return role;
  }

  private Account account(String user) {
    return accounts.byName(user).orElseThrow(() -> ProblemException.notFound("User", user));
  }

  /** Owners may everything; maintainers may add, change and remove readers and writers. */
  private static void requireMay(
      Optional<NamespaceRole> own,
      OrganisationEntity organisation,
      Optional<NamespaceRole> present,
      NamespaceRole wanted) {
    boolean high =
        wanted.includes(NamespaceRole.MAINTAINER)
            || present.map(role -> role.includes(NamespaceRole.MAINTAINER)).orElse(false);
    NamespaceRole needed = high ? NamespaceRole.OWNER : NamespaceRole.MAINTAINER;
    if (own.filter(role -> role.includes(needed)).isEmpty()) {
      throw ProblemException.forbidden(
          "This needs the role %1$s in %2$s; an owner of %2$s can grant it"
              .formatted(needed.text(), organisation.name()));
    }
  }

  private void requireOtherOwner(
      OrganisationEntity organisation, Account account, Optional<MembershipEntity> present) {
    if (present.filter(member -> member.role() == NamespaceRole.OWNER).isPresent()
        && members.otherOwners(organisation.id(), account.id()) == 0) {
      throw ProblemException.conflict(
          "%s is the last owner of %s".formatted(account.name(), organisation.name()));
    }
  }
}

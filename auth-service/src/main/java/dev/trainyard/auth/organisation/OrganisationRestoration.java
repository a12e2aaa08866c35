package dev.trainyard.auth.organisation;

import dev.trainyard.auth.account.Accounts;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.commons.naming.Names;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Takes the deletion of an organisation back. Nobody has a role in one that waits, so its owners
 * are known by their membership alone; for everybody else it does not exist.
 */
@ApplicationScoped
class OrganisationRestoration {

  private final OrganisationRepository organisations;
  private final MembershipRepository members;
  private final Accounts accounts;
  private final OrganisationLetters letters;
  private final AuditTrail audit;
  private final DeletionTimes times;

  OrganisationRestoration(
      OrganisationRepository organisations,
      MembershipRepository members,
      Accounts accounts,
      OrganisationLetters letters,
      AuditTrail audit,
      DeletionTimes times) {
    this.organisations = organisations;
    this.members = members;
    this.accounts = accounts;
    this.letters = letters;
    this.audit = audit;
    this.times = times;
  }

  /** Until when it can be taken back. */
  @Transactional
  OrganisationDeletionResponse get(Caller caller, String name) {
    return new OrganisationDeletionResponse(
        waiting(caller, name, organisations::byName).deletionAt());
  }

  /** The row is held for owners alone: nobody else can make others wait for it. */
  @Transactional
  void restore(Caller caller, String name) {
    waiting(caller, name, organisations::byName);
    OrganisationEntity organisation = waiting(caller, name, organisations::byNameLocked);
    organisation.restore();
    audit.success(Actor.of(caller), AuditAction.ORGANISATION_RESTORE, name, Map.of());
    letters.restored(organisation, caller.name());
  }

  private OrganisationEntity waiting(
      Caller caller, String name, Function<String, Optional<OrganisationEntity>> find) {
    return (Names.isValid(name) ? find.apply(name) : Optional.<OrganisationEntity>empty())
        .filter(organisation -> isOwner(caller, organisation))
        .filter(organisation -> organisation.isRestorable(times.now()))
        .orElseThrow(() -> ProblemException.notFound("Deletion of", name));
  }

  private boolean isOwner(Caller caller, OrganisationEntity organisation) {
    if (accounts.isAdministrator(caller)) {
      return true;
    }
    boolean owner = members.isOwner(organisation.id(), accounts.require(caller).id());
    if (owner) {
      Organisations.requireFactor(members, caller, organisation);
    }
    return owner;
  }
}

package dev.trainyard.auth.organisation;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Map;

/** Owners have their organisation deleted: its rights end at once, and it goes later. */
@ApplicationScoped
class OrganisationDeletion {

  private final Organisations rights;
  private final OrganisationRepository organisations;
  private final StepUp stepUp;
  private final OrganisationLetters letters;
  private final AuditTrail audit;
  private final DeletionTimes times;

  OrganisationDeletion(
      Organisations rights,
      OrganisationRepository organisations,
      StepUp stepUp,
      OrganisationLetters letters,
      AuditTrail audit,
      DeletionTimes times) {
    this.rights = rights;
    this.organisations = organisations;
    this.stepUp = stepUp;
    this.letters = letters;
    this.audit = audit;
    this.times = times;
  }

  @Transactional
  OrganisationDeletionResponse ask(Caller caller, String name, String again) {
    OrganisationEntity organisation =
        organisations
            .byNameLocked(rights.nameOf(rights.requireOwned(caller, name)))
            .orElseThrow(() -> ProblemException.notFound("Organisation", name));
    stepUp.require(caller);
    if (!name.equals(again)) {
      throw ProblemException.invalid("name", "must be the name of the organisation");
    }
    if (organisation.deletionAt() == null) {
      Instant end = times.end();
      organisation.awaitDeletion(end);
      audit.success(
          Actor.of(caller),
          AuditAction.ORGANISATION_DELETE,
          name,
          Map.of("effectiveAt", end.toString()));
      letters.asked(organisation, caller.name());
    }
    return new OrganisationDeletionResponse(organisation.deletionAt());
  }
}

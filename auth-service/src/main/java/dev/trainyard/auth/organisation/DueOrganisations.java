package dev.trainyard.auth.organisation;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Map;
import java.util.Optional;

/** Begins the erasure of organisations whose time is over, on any number of replicas. */
@ApplicationScoped
class DueOrganisations {

  /** In one go; the rest waits for the next. */
  private static final int AT_MOST = 500;

  private final OrganisationRepository organisations;
  private final Event<OrganisationErased> erased;
  private final AuditTrail audit;
  private final DeletionTimes times;

  DueOrganisations(
      OrganisationRepository organisations,
      Event<OrganisationErased> erased,
      AuditTrail audit,
      DeletionTimes times) {
    this.organisations = organisations;
    this.erased = erased;
    this.audit = audit;
    this.times = times;
  }

  @Scheduled(
      every = "${trainyard.auth.deletion-every:PT1H}",
      delayed = "40s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try {
      deleteDue();
    } catch (RuntimeException e) {
      Log.warnf("Organisations whose time has come cannot be deleted now: %s", e.getMessage());
    }
  }

  /** Returns how many organisations it dealt with. */
  int deleteDue() {
    int done = 0;
    while (done < AT_MOST && QuarkusTransaction.requiringNew().call(this::next)) {
      done++;
    }
    return done;
  }

  private boolean next() {
    Optional<OrganisationEntity> due = organisations.nextDue(times.now());
    due.ifPresent(
        organisation -> {
          organisation.go();
          erased.fire(new OrganisationErased(organisation.id(), organisation.name()));
          audit.success(
              Actor.service("auth"), AuditAction.ORGANISATION_ERASE, organisation.name(), Map.of());
        });
    return due.isPresent();
  }
}

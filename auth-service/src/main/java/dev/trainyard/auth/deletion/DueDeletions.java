package dev.trainyard.auth.deletion;

import dev.trainyard.auth.account.Account;
import dev.trainyard.auth.account.AccountStates;
import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.erasure.PersonErased;
import dev.trainyard.auth.organisation.SoleOwners;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import io.quarkus.logging.Log;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Begins the erasure of people whose time to take it back is over, on any number of replicas. */
@ApplicationScoped
class DueDeletions {

  /** In one go; the rest waits for the next. */
  private static final int AT_MOST = 500;

  private static final Duration LATER = Duration.ofDays(1);

  private final AccountStates states;
  private final SoleOwners owners;
  private final Event<PersonErased> erased;
  private final AuditTrail audit;

  DueDeletions(
      AccountStates states, SoleOwners owners, Event<PersonErased> erased, AuditTrail audit) {
    this.states = states;
    this.owners = owners;
    this.erased = erased;
    this.audit = audit;
  }

  @Scheduled(
      every = "${trainyard.auth.deletion-every:PT1H}",
      delayed = "30s",
      concurrentExecution = ConcurrentExecution.SKIP)
  void regularly() {
    try {
      deleteDue();
    } catch (RuntimeException e) {
      Log.warnf("Accounts whose time has come cannot be deleted now: %s", e.getMessage());
    }
  }

  /** Returns how many accounts it dealt with. */
  int deleteDue() {
    int done = 0;
    while (done < AT_MOST && QuarkusTransaction.requiringNew().call(this::next)) {
      done++;
    }
    return done;
  }

  private boolean next() {
    Optional<Account> due = states.nextDue();
    due.ifPresent(this::decide);
    return due.isPresent();
  }

  /** The other owners may have gone since it was asked for. */
  private void decide(Account account) {
    List<String> alone = owners.organisationsOf(account.id());
    if (!alone.isEmpty()) {
      Log.warnf(
          "An account that is due is not deleted before %s: it is the only owner of %s",
          states.postpone(account.id(), LATER), String.join(", ", alone));
      return;
    }
    states.go(account.id());
    erased.fire(
        new PersonErased(
            account.id(),
            account.name(),
            account.email() == null ? List.of() : List.of(account.email())));
    audit.success(Actor.service("auth"), AuditAction.ACCOUNT_ERASE, account.name(), Map.of());
  }
}

package dev.trainyard.auth.erasure;

import dev.trainyard.auth.audit.AuditAction;
import dev.trainyard.auth.config.AuthConfig;
import dev.trainyard.auth.organisation.OrganisationErased;
import dev.trainyard.auth.organisation.SoleOwners;
import dev.trainyard.auth.sql.Rows;
import dev.trainyard.auth.stepup.StepUp;
import dev.trainyard.commons.problem.ProblemException;
import dev.trainyard.commons.security.Caller;
import dev.trainyard.data.audit.Actor;
import dev.trainyard.data.audit.AuditTrail;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Begins erasures and tells how far they are. */
@ApplicationScoped
class Erasures {

  private final ErasureStore store;
  private final Rows rows;
  private final SoleOwners owners;
  private final StepUp stepUp;
  private final AuditTrail trail;
  private final int delaySeconds;

  Erasures(
      ErasureStore store,
      Rows rows,
      SoleOwners owners,
      StepUp stepUp,
      AuditTrail trail,
      AuthConfig config) {
    this.store = store;
    this.rows = rows;
    this.owners = owners;
    this.stepUp = stepUp;
    this.trail = trail;
    this.delaySeconds = (int) config.erasureDelay().toSeconds();
  }

  /** An account as far as its erasure is decided on. */
  private record Candidate(UUID id, String email, boolean active, boolean operator) {}

  void erased(@Observes PersonErased person) {
    store.begin(person, false, delaySeconds);
  }

  void erased(@Observes OrganisationErased organisation) {
    store.begin(
        new PersonErased(organisation.id(), organisation.name(), List.of()), true, delaySeconds);
  }

  /** Throws unless the caller has just proved to be there. */
  void requireProof(Caller caller) {
    stepUp.require(caller);
  }

  /** Begins the erasure of a deactivated account, as an administrator wants it. */
  @Transactional
  ErasureResponse begin(Caller caller, String name) {
    stepUp.require(caller);
    Candidate account =
        rows.first(
                "SELECT id, email, active, operator FROM account WHERE name = ? FOR UPDATE",
                row ->
                    new Candidate(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        row.getBoolean(3),
                        row.getBoolean(4)),
                name)
            .orElseThrow(() -> ProblemException.notFound("User", name));
    if (account.active() || account.operator()) {
      throw ProblemException.conflict("Only a deactivated account can be erased");
    }
    List<String> alone = owners.organisationsOf(account.id());
    if (!alone.isEmpty()) {
      throw ProblemException.conflict(
          "%s is the only owner of %s; give each another owner first"
              .formatted(name, String.join(", ", alone)));
    }
    // An account that waited for its deletion waits no longer: it goes, and nobody can bring it
    // back.
    rows.update("UPDATE account SET deletion_at = NULL WHERE id = ?", account.id());
    List<String> addresses = account.email() == null ? List.of() : List.of(account.email());
    store.begin(new PersonErased(account.id(), name, addresses), false, delaySeconds);
    trail.success(Actor.of(caller), AuditAction.ACCOUNT_ERASE, name, Map.of());
    return store.find(store.of(account.id()).orElseThrow()).orElseThrow();
  }

  ErasureResponse get(UUID id) {
    return store.find(id).orElseThrow(() -> ProblemException.notFound("Erasure", id));
  }
}
